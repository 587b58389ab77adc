/** How one last told the browser something: whether the focus that comes now was moved by the Tab key. */
let byTab = false;

if (typeof document !== 'undefined') {
  document.addEventListener('keydown', (event) => (byTab = event.key === 'Tab'), { capture: true });
  document.addEventListener('pointerdown', () => (byTab = false), { capture: true });
}

export const cameByTab = (): boolean => byTab;
