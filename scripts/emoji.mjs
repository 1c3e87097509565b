// Makes components/emoji-picker/data/<lang>.ts from emojibase-data (MIT): one line an emoji, `emoji|name|words|short names`,
// a line `#n` begins group n, a `+` after the emoji says that it takes skin tones. Run when emojibase-data is upgraded.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const COMPONENTS = 2;
const MODIFIER_BASE = /\p{Emoji_Modifier_Base}/u;
const read = (path) =>
  JSON.parse(readFileSync(new URL(`../node_modules/emojibase-data/${path}`, import.meta.url), 'utf8'));

/** The same rule as components/emoji-picker/tones.ts; an emoji it does not fit is offered without tones. */
function toned(emoji, tone) {
  const modifier = String.fromCodePoint(0x1f3fa + tone);
  return [...emoji]
    .map((c) => (MODIFIER_BASE.test(c) ? c + modifier : c))
    .join('')
    .replaceAll(`${modifier}\u{FE0F}`, modifier);
}
function takesTones({ unicode, skins = [] }) {
  const all = new Set(skins.map((skin) => skin.unicode));
  return all.size > 0 && [1, 2, 3, 4, 5].every((tone) => all.has(toned(unicode, tone)));
}

function lines(lang) {
  const short = read('en/shortcodes/github.json');
  const known = read(`${lang}/compact.json`).filter((one) => one.group !== undefined && one.group !== COMPONENTS);
  known.sort((a, b) => a.group - b.group || a.order - b.order);
  const out = [];
  let group = -1;
  for (const one of known) {
    if (one.group !== group) out.push(`#${one.group}`);
    group = one.group;
    const names = [short[one.hexcode] ?? []].flat().join(' ');
    const words = (one.tags ?? []).filter((tag) => !one.label.toLowerCase().includes(tag.toLowerCase())).join(' ');
    // The selector is needed only behind what is text by default: with it, the rest would not equal what keyboards write.
    const unicode = one.unicode.replace(/(\p{Emoji_Presentation})\u{FE0F}/gu, '$1');
    out.push([unicode + (takesTones(one) ? '+' : ''), one.label, words, names].join('|').replace(/\|+$/, ''));
  }
  return out.join('\n');
}

mkdirSync(new URL('../components/emoji-picker/data/', import.meta.url), { recursive: true });
for (const [lang, file] of [
  ['en', 'en'],
  ['zh', 'zh-CN'],
]) {
  const text = JSON.stringify(lines(lang));
  const head = '// Made by scripts/emoji.mjs from emojibase-data (MIT, Miles Johnson); do not edit.\n';
  writeFileSync(
    new URL(`../components/emoji-picker/data/${file}.ts`, import.meta.url),
    `${head}export const emoji = ${text};\n`,
  );
}
