// The counter by keys: one key a verdict, the arrows from row to row, Enter to the next field – never a submit by
// mistake, nor by a card reader. Everything works without this file.
document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.(".material");
  if (!row || event.target.type !== "radio" || event.altKey || event.ctrlKey || event.metaKey) return;
  const verdicts = { 1: "complete", 2: "missing", 3: "defective", 0: "not_needed" };

  const go = (to) => {
    if (!to) return document.querySelector(".outlook .primary, .act-card .primary")?.focus();
    (to.querySelector("input:checked") || to.querySelector("input[type=radio]")).focus();
    to.scrollIntoView({ block: "nearest" });
  };

  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    go(event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling || row);
    return;
  }
  const radio = verdicts[event.key] && row.querySelector(`input[value=${verdicts[event.key]}]`);
  if (!radio) return;
  event.preventDefault();
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  if (event.key === "3") row.querySelector(".details input").focus();
  else go(row.nextElementSibling);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form.intake");
  if (!form || event.key !== "Enter" || event.target.tagName !== "INPUT") return;
  event.preventDefault();
  const fields = [...form.querySelectorAll("input:not([type=hidden]), select")].filter((one) => one.offsetParent);
  fields[fields.indexOf(event.target) + 1]?.focus();
});
