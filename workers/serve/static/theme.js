"use strict";
// Runs before the page is drawn, so that a chosen theme does not flash the other one.
(() => {
  const NAMES = ["auto", "light", "dark"];
  const root = document.documentElement;
  const stored = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };
  const set = (name) => {
    root.dataset.theme = name;
    try {
      localStorage.setItem("theme", name);
    } catch {
      return;
    }
  };
  root.dataset.theme = NAMES.includes(stored()) ? stored() : "auto";
  addEventListener("DOMContentLoaded", () => {
    const shown = document.getElementById("theme-name");
    shown.textContent = root.dataset.theme;
    document.getElementById("theme").addEventListener("click", () => {
      set(NAMES[(NAMES.indexOf(root.dataset.theme) + 1) % NAMES.length]);
      shown.textContent = root.dataset.theme;
    });
  });
})();
