import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import { appearance } from "./shell/theme.svelte";

appearance.apply();
mount(App, { target: document.body });
