// Brings new messages into the list without touching what is being read.
const EVERY_MS = 3_000;

async function refresh() {
  const list = document.getElementById('list');
  if (document.hidden || list === null) return;
  const response = await fetch(location.href, { headers: { accept: 'text/html' } });
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  const freshList = fresh.getElementById('list');
  if (freshList !== null && freshList.innerHTML !== list.innerHTML) {
    list.replaceWith(document.importNode(freshList, true));
    document.title = fresh.title;
  }
}

// A server that is restarting is asked again at the next turn.
setInterval(() => refresh().catch(() => undefined), EVERY_MS);
