// Builds the workbench's pages: node build.mjs OUT. Called by ../Web.targets. Exit codes: 0 built, 1 does not build, 3 this Node is too old, 4 the packages cannot be had.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? "dist");

if (Number(process.versions.node.split(".")[0]) < 20) {
  process.exit(3);
}

// Two builds at once (Debug and Release, tests and publish) share node_modules: one installs, the other waits. A lock older than this was left by a build that was killed.
const stale = 10 * 60_000;
const lock = join(here, "..", "obj", "npm.lock");
mkdirSync(dirname(lock), { recursive: true });
for (;;) {
  try {
    mkdirSync(lock);
    break;
  } catch {
    const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0;
    if (age > stale) {
      rmSync(lock, { recursive: true, force: true });
    } else {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    }
  }
}

let code = 0;
try {
  const wanted = statSync(join(here, "package-lock.json")).mtimeMs;
  const installed = join(here, "node_modules", ".package-lock.json");
  if (!existsSync(installed) || statSync(installed).mtimeMs < wanted) {
    const npm = spawnSync("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: here, stdio: "inherit", shell: process.platform === "win32" });
    code = npm.status === 0 ? 0 : 4;
  }
} finally {
  rmSync(lock, { recursive: true, force: true });
}

if (code === 0) {
  const { build } = await import("vite");
  try {
    await build({ root: here, logLevel: "warn", build: { outDir: out, emptyOutDir: true } });
  } catch (error) {
    console.error(error.message);
    code = 1;
  }
}

process.exit(code);
