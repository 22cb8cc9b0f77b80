// Every canvas with data-chart draws the JSON of that id; the same figures stand in a table beside it.
const style = getComputedStyle(document.body);
const colour = (name, other) => style.getPropertyValue(name).trim() || other;
const COLOURS = ["#1c63b7", "#2f9e68", "#d99a1c", "#c8453c", "#7561b8", "#2b98a8"];
Chart.defaults.color = colour("--chart-ink", "#3d4b5c");
Chart.defaults.borderColor = colour("--chart-line", "#e2e8f0");
Chart.defaults.font.family = style.fontFamily;
Chart.defaults.font.size = Number(colour("--chart-size", "14"));
Chart.defaults.animation = false;
for (const canvas of document.querySelectorAll("canvas[data-chart]")) {
  const told = JSON.parse(document.getElementById(canvas.dataset.chart).textContent);
  const line = canvas.dataset.kind === "line";
  const datasets = told.series.map((one, n) => ({
    label: one.name,
    data: one.values,
    backgroundColor: COLOURS[n % COLOURS.length] + (line ? "33" : ""),
    borderColor: COLOURS[n % COLOURS.length],
    borderWidth: line ? 3 : 0,
    fill: line,
    tension: 0.3,
    maxBarThickness: 36,
  }));
  new Chart(canvas, {
    type: line ? "line" : "bar",
    data: { labels: told.labels, datasets },
    options: {
      maintainAspectRatio: false,
      indexAxis: canvas.dataset.kind === "across" ? "y" : "x",
      plugins: { legend: { position: "bottom" } },
      scales: { x: { beginAtZero: true }, y: { beginAtZero: true, ticks: { precision: 0 } } },
    },
  });
}
