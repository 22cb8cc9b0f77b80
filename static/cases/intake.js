// The checklist by keys: one key a verdict, the arrows from row to row. Everything works without this file.
(() => {
  const KEYS = { 1: "complete", 2: "missing", 3: "defective", 0: "not_needed" };
  const rows = [...document.querySelectorAll(".material")];

  const go = (row) => {
    if (!row) return document.querySelector(".outlook .primary, .outlook button")?.focus();
    (row.querySelector("input:checked") || row.querySelector("input[type=radio]")).focus();
    row.scrollIntoView({ block: "nearest" });
  };

  document.querySelector(".materials")?.addEventListener("keydown", (event) => {
    const row = event.target.closest(".material");
    if (event.target.type !== "radio" || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = rows.indexOf(row);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      go(rows[event.key === "ArrowDown" ? at + 1 : Math.max(at - 1, 0)]);
      return;
    }
    const radio = KEYS[event.key] && row.querySelector(`input[value=${KEYS[event.key]}]`);
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    if (event.key === "3") row.querySelector(".details input").focus();
    else go(rows[at + 1]);
  });
})();
