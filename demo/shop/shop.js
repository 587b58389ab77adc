// The little that moves on Maison Lumen's pages: the light switch, the basket's count, the chat button.
// Every page works without it.
const night = window.matchMedia('(prefers-color-scheme: dark)');

for (const button of document.querySelectorAll('[data-switch]')) {
  const picture = button.parentElement.querySelector('picture');
  const image = picture.querySelector('img');
  const source = picture.querySelector('source');
  const day = image.getAttribute('src');
  const lit = source.getAttribute('srcset');
  const show = (on) => {
    button.setAttribute('aria-pressed', String(on));
    source.setAttribute('srcset', on ? lit : day);
    image.setAttribute('src', on ? lit : day);
  };
  show(night.matches);
  button.hidden = false;
  button.addEventListener('click', () => show(button.getAttribute('aria-pressed') !== 'true'));
}

const KEY = 'maison-lumen-basket';
const count = document.querySelector('[data-basket]');
const read = () => {
  try {
    return Number(sessionStorage.getItem(KEY)) || 0;
  } catch {
    return 0;
  }
};
const write = (n) => {
  count.textContent = String(n);
  try {
    sessionStorage.setItem(KEY, String(n));
  } catch {
    // Storage may be switched off: the count then lives as long as the page.
  }
};
write(read());
for (const button of document.querySelectorAll('[data-add]')) {
  const said = button.closest('form').querySelector('[data-said]');
  button.closest('form').addEventListener('submit', (event) => {
    event.preventDefault();
    write(Number(count.textContent) + 1);
    said.textContent = button.dataset.add;
  });
}

window.addEventListener('load', () => {
  for (const button of document.querySelectorAll('[data-chat]')) {
    button.hidden = !window.Causerie;
    button.addEventListener('click', () => window.Causerie?.('open'));
  }
});
