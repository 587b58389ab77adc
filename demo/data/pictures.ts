/** Draws the small pictures that people send in the sample conversations: `node demo/data/pictures.ts`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const here = import.meta.dirname;
const shop = (name: string) => readFileSync(join(here, '..', 'shop', 'img', `${name}.svg`), 'utf8');
const swap = (svg: string, ...pairs: [string, string][]) => pairs.reduce((s, [from, to]) => s.replaceAll(from, to), svg);
const scene = (width: number, height: number, body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body}</svg>`;
const gradient = (id: string, from: string, to: string) =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0.3" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;
const glow = (id: string, colour: string) =>
  `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="0.9"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`;

const box = `<defs>${gradient('card', '#c9a273', '#a57c4e')}${gradient('dark', '#8f6a42', '#6f5032')}${gradient('floor', '#8b7d70', '#6d6157')}</defs>`;
const linenDay = ['#f4e8d4', '#dcc7a6'] as const;
const galet = shop('galet');

const pictures: Record<string, string> = {
  arc: shop('arc'),
  opaline: shop('opaline'),
  nomad: shop('nomad'),
  colline: shop('colline'),
  brume: shop('brume-night'),
  galet,
  'galet-rust': swap(galet, [linenDay[0], '#d98a63'], [linenDay[1], '#a9583a']),
  'galet-ink': swap(galet, [linenDay[0], '#5a6f92'], [linenDay[1], '#2f4162']),
  'galet-stain': galet.replace(
    /<\/svg>\s*$/,
    '<path d="M330 452c10-12 34-10 40 4s-6 26-22 26-30-16-18-30z" fill="#c79a3a" opacity=".55"/><path d="M342 480q2 10 0 18" stroke="#c79a3a" stroke-width="5" opacity=".4" fill="none"/></svg>',
  ),
  'living-room': shop('hero-night'),
  'galet-pair': scene(
    1000,
    750,
    `<defs>${gradient('wall', '#efe6da', '#d9ccba')}${gradient('a', '#f3eee6', '#cfc5b6')}${gradient('b', '#cfc8bd', '#a39a8d')}${gradient('wood', '#b98a5b', '#8f6540')}</defs>
    <rect width="1000" height="750" fill="url(#wall)"/><rect y="520" width="1000" height="230" fill="url(#wood)"/><rect y="520" width="1000" height="8" fill="#000" opacity=".15"/>
    ${[
      ['a', 300],
      ['b', 690],
    ]
      .map(
        ([fill, x]) =>
          `<ellipse cx="${x}" cy="600" rx="210" ry="30" fill="#000" opacity=".18"/><g transform="translate(${x} 460)"><path d="M-170 100C-180 0-110-100 0-100S180 0 170 100C160 150 110 160 0 160S-160 150-170 100Z" fill="url(#${fill})"/><path d="M-130 60C-128 0-90-50-40-66" stroke="#fff" stroke-width="12" opacity=".45" fill="none" stroke-linecap="round"/><rect x="-20" y="-170" width="40" height="74" rx="6" fill="#a57c3c"/>${[-110, -60, -10, 50, 100, 20, -80, 120]
            .map((dx, i) => `<circle cx="${dx}" cy="${((i * 47) % 170) - 40}" r="4" fill="#7a6b5a" opacity=".5"/>`)
            .join('')}</g>`,
      )
      .join('')}`,
  ),
  'broken-globe': scene(
    1000,
    750,
    `${box}<defs>${gradient('paper', '#f4efe6', '#d8cdbd')}${gradient('glass', '#ffffff', '#d9d2c6')}</defs>
    <rect width="1000" height="750" fill="url(#floor)"/><path d="M90 90 910 70 950 700 60 720Z" fill="url(#card)"/><path d="M150 150 850 135 880 640 125 655Z" fill="#4d3722"/>
    <path d="M165 170c90 30 160-20 240 12s150-24 230 6 130-20 200 0l26 430c-80 26-150-16-240 8s-180-14-260 6-140-20-220 6z" fill="url(#paper)"/>
    <path d="M330 390c-4-120 80-190 180-190 60 0 110 26 140 70l-70 60 30 50-96 10-40 90-60-30-70 44c-10-30-14-64-14-104z" fill="url(#glass)" stroke="#b8ae9e" stroke-width="3"/>
    <path d="M400 300c16-34 44-56 80-64" stroke="#fff" stroke-width="12" fill="none" stroke-linecap="round"/>
    <path d="M640 400l90-40 20 96-70 30zM560 500l80-16 26 70-96 20zM450 540l70-30 10 66-60 10zM700 520l46-8 8 44-40 6zM360 560l44-18 14 40-40 12z" fill="url(#glass)" stroke="#b8ae9e" stroke-width="3"/>
    <path d="M330 520l12 20-22 6zM620 610l26 4-14 20zM780 430l18 22-26 6zM520 610l8 18-22 0z" fill="#f7f3ec"/><ellipse cx="300" cy="300" rx="52" ry="44" fill="#a57c3c"/><ellipse cx="296" cy="292" rx="38" ry="30" fill="#d9b56a"/>`,
  ),
  'dented-box': scene(
    1000,
    750,
    `${box}<rect width="1000" height="750" fill="#cfc5b8"/><rect y="480" width="1000" height="270" fill="url(#floor)"/><ellipse cx="500" cy="650" rx="360" ry="40" fill="#000" opacity=".25"/>
    <path d="M200 240 620 200 620 640 200 650Z" fill="url(#card)"/><path d="M620 200 830 250 828 470 760 520 800 600 620 640Z" fill="url(#dark)"/><path d="M200 240 400 180 830 250 620 200Z" fill="#d8b588"/>
    <path d="M760 520 828 470 820 590 800 600Z" fill="#4f3822"/><path d="M700 470 760 520 716 566M742 440l18 80-60 20" stroke="#5b4029" stroke-width="5" fill="none"/>
    <path d="M400 219v432" stroke="#e9d7b8" stroke-width="44" opacity=".6"/><path d="M260 470h90M305 470v90M280 540l25 24 25-24" stroke="#5b4029" stroke-width="9" fill="none"/><circle cx="520" cy="520" r="44" fill="none" stroke="#5b4029" stroke-width="8"/><path d="M505 495h30l-8 44h-14z" fill="#5b4029"/>`,
  ),
  ceiling: scene(
    1000,
    750,
    `<defs>${gradient('c', '#f1ece4', '#d9d1c5')}${gradient('w', '#cfc4b2', '#b5a994')}</defs><rect width="1000" height="750" fill="url(#w)"/><path d="M0 0h1000v120L760 330H240L0 120Z" fill="url(#c)"/><path d="M240 330h520M240 330 0 120M760 330 1000 120M240 330V620M760 330V620" stroke="#a99c87" stroke-width="3" opacity=".7" fill="none"/>
    <ellipse cx="470" cy="190" rx="34" ry="11" fill="#fff" stroke="#b9ad9a" stroke-width="3"/><path d="M470 192c-6 30 14 40 4 66M474 192c10 24-6 40 10 58" stroke="#7b5b3b" stroke-width="4" fill="none"/><path d="M474 258v10M484 250l2 12" stroke="#c98b3a" stroke-width="5"/>
    <path d="M200 640h600l60 110H140Z" fill="#8c6a4a"/><path d="M200 640h600v14H200z" fill="#b28a62"/><path d="M420 380h160v180H420z" fill="#dfe9ee"/><path d="M500 380v180M420 470h160" stroke="#f7f3ec" stroke-width="9"/>`,
  ),
  bulb: scene(
    1000,
    750,
    `<defs>${gradient('wall', '#4a3f4d', '#292230')}${glow('g', '#ffd58a')}${glow('h', '#fff3d0')}</defs><rect width="1000" height="750" fill="url(#wall)"/><circle cx="500" cy="400" r="360" fill="url(#g)"/><circle cx="500" cy="420" r="170" fill="#ffe9bd" opacity=".55" stroke="#ffeecb" stroke-width="4"/><circle cx="500" cy="420" r="140" fill="url(#h)"/>
    <path d="M470 360q15 50 30 0t30 0M460 330 470 360M540 330 530 360" stroke="#ff9d3c" stroke-width="5" fill="none"/><path d="M440 150h120v90q0 24-24 30h-72q-24-6-24-30z" fill="#c79b52"/><path d="M440 170h120M440 195h120M440 220h120" stroke="#7f5c28" stroke-width="6"/><rect x="470" y="60" width="60" height="92" rx="8" fill="#8f6a34"/>`,
  ),
  'bulb-label': scene(
    1000,
    750,
    `<defs>${gradient('t', '#b8a48d', '#8f7c68')}${gradient('m', '#e8e6e2', '#a7a29b')}</defs><rect width="1000" height="750" fill="url(#t)"/><ellipse cx="520" cy="640" rx="330" ry="40" fill="#000" opacity=".25"/><g transform="rotate(-18 500 400)"><circle cx="310" cy="400" r="210" fill="#fff7e6" opacity=".92"/><path d="M470 270h190q40 0 40 40v180q0 40-40 40H470z" fill="#f4f1ec"/><path d="M700 320h150v160H700z" fill="url(#m)"/><path d="M730 320v160M762 320v160M794 320v160M826 320v160" stroke="#6f6a63" stroke-width="6"/><path d="M850 360h40v80h-40z" fill="#5b564f"/>
    <g fill="#4b463f" font-family="DejaVu Sans, sans-serif" font-weight="700"><text x="500" y="350" font-size="44">8 W</text><text x="500" y="405" font-size="34">2700 K</text><text x="500" y="455" font-size="34">E27 LED</text></g></g>`,
  ),
  'arc-scratch': scene(
    1000,
    750,
    `<defs>${gradient('b', '#e4dccf', '#b9ae9d')}<linearGradient id="brass" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#7a5a22"/><stop offset=".3" stop-color="#efd08a"/><stop offset=".6" stop-color="#b98d45"/><stop offset="1" stop-color="#6e4f1d"/></linearGradient></defs><rect width="1000" height="750" fill="url(#b)"/><g transform="rotate(14 500 375)"><rect x="370" y="-200" width="250" height="1150" fill="url(#brass)"/><path d="M452 250q30 90 12 190" stroke="#fff6dc" stroke-width="7" fill="none" stroke-linecap="round"/><path d="M458 252q30 90 12 190" stroke="#5b3f12" stroke-width="4" fill="none" stroke-linecap="round"/><path d="M480 300q16 40 8 84" stroke="#5b3f12" stroke-width="3" fill="none" stroke-linecap="round" opacity=".8"/></g>`,
  ),
};

for (const [name, svg] of Object.entries(pictures)) {
  const info = await sharp(Buffer.from(svg), { density: 96 })
    .resize({ width: 720, height: 720, fit: 'inside' })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 72, mozjpeg: true })
    .toFile(join(here, 'files', `${name}.jpg`));
  console.log(`${name}.jpg ${info.width} x ${info.height}, ${(info.size / 1024).toFixed(1)} KB`);
}
