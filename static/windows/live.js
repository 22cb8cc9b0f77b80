// A screen that keeps itself up to date. The browser comes back by itself after a break and says what it saw last.
const board = document.querySelector("[data-live]");
const lost = document.getElementById("lost");
const stream = new EventSource(board.dataset.live);
let broken = null;
stream.addEventListener("board", (event) => { board.innerHTML = event.data; });
stream.onopen = () => { clearTimeout(broken); broken = null; lost.hidden = true; };
stream.onerror = () => {
  // Every stream ends after a while; only one that does not come back is worth a word.
  broken ??= setTimeout(() => { lost.hidden = false; }, 10000);
  if (stream.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 15000);
};
