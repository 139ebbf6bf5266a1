const stored = "hearsay.theme";
export type Theme = "system" | "light" | "dark";

class Appearance {
  theme = $state<Theme>((localStorage.getItem(stored) as Theme | null) ?? "system");

  set(theme: Theme): void {
    this.theme = theme;
    localStorage.setItem(stored, theme);
    this.apply();
  }

  apply(): void {
    if (this.theme === "system") {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = this.theme;
    }
  }
}

export const appearance = new Appearance();
