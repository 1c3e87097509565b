/** What is talked about: made up, and the same for every subject and in every run. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly avatar: string;
}
export interface Picture {
  /** Of this page's own server. */
  readonly url: string;
  readonly width: number;
  readonly height: number;
}
export type Status = 'sending' | 'sent' | 'read';
export interface Message {
  readonly id: string;
  /** Also in its text, as «n», by which it is found on the screen. */
  readonly number: number;
  readonly sender: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly picture?: Picture;
  readonly status: Status;
}
export interface Conversation {
  readonly id: string;
  readonly index: number;
  readonly name: string;
  readonly avatar: string;
  readonly last: Message;
  readonly unread: number;
}

const NAMES =
  'Ann Lee,Bob Stone,Chen Wei,Dana Cruz,Emil Novak,Fatima Noor,Goro Sato,Hana Kim,Ivan Petrov,Julia Roy,Kofi Mensah,Lena Berg'.split(
    ',',
  );
const WORDS =
  'the a quick brown fox jumps over lazy dog please check invoice before noon we ship tomorrow thanks meeting moved room seven can you confirm order number support team will call back soon new version fixes problem with login page great work everybody see attached file regards hello maybe later budget plan customer asked about delivery date warehouse stock still low price changed yesterday'.split(
    ' ',
  );
const CJK =
  '今天下午三点开会请确认订单号码我们明天发货谢谢大家新版本修复了登录页面的问题客户询问交货日期仓库库存不足价格昨天已经调整稍后回复您好辛苦了请查看附件收到没问题明白了马上处理';
const EMOJI = ['😀', '🎉', '👍🏽', '🚀', '❤️', '👨‍👩‍👧‍👦', '🇯🇵', '🙏', '🔥', '😅', '✅', '🤔'];
const SIZES = [
  [240, 160],
  [180, 240],
  [240, 120],
] as const;
const START = Date.UTC(2026, 0, 5, 8, 0, 0);
const SECONDS_APART = 47;

export const PICTURES: readonly Picture[] = Array.from({ length: 6 }, (_, n) => {
  const [width, height] = SIZES[n % 3] as readonly [number, number];
  return { url: `/pictures/${n}.png`, width, height };
});
export const PEOPLE: readonly Person[] = NAMES.map((name, n) => ({ id: `u${n}`, name, avatar: `/avatars/${n}.png` }));
export const ME = 'u0';

export const personOf = (id: string): Person => PEOPLE[Number(id.slice(1))] as Person;

/** Mulberry32: 0 to 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <T>(list: readonly T[], next: () => number): T => list[Math.floor(next() * list.length)] as T;

function latin(length: number, next: () => number): string {
  let text = '';
  while (text.length < length) text += `${text ? ' ' : ''}${pick(WORDS, next)}${next() < 0.08 ? '.' : ''}`;
  return text;
}

function chinese(length: number, next: () => number): string {
  let text = '';
  while (text.length < length) {
    const at = Math.floor(next() * (CJK.length - 8));
    text += `${CJK.slice(at, at + 2 + Math.floor(next() * 6))}${next() < 0.2 ? '，' : ''}`;
  }
  return text.slice(0, Math.max(1, length));
}

/** Nearly half are short, a twentieth are very long. */
function lengthOf(next: () => number): number {
  const share = next();
  if (share < 0.45) return 3 + next() * 37;
  if (share < 0.8) return 40 + next() * 120;
  return share < 0.95 ? 160 + next() * 440 : 600 + next() * 900;
}

/** A fifth Chinese, a quarter with emoji, a tenth with a link, a tenth with a picture; a third of all mine. */
export function message(number: number): Message {
  const next = random(Math.imul(number, 2_654_435_761) + 7);
  const length = lengthOf(next);
  let text = next() < 0.2 ? chinese(Math.floor(length / 2.2), next) : latin(Math.floor(length), next);
  if (next() < 0.25) text += ` ${pick(EMOJI, next)}${next() < 0.3 ? pick(EMOJI, next) : ''}`;
  if (next() < 0.1) text += ` https://example.com/doc/${Math.floor(next() * 1e6)}?ref=chat`;
  const sender = next() < 0.35 ? ME : `u${1 + Math.floor(next() * (NAMES.length - 1))}`;
  return {
    id: `m${number}`,
    number,
    sender,
    at: START + number * SECONDS_APART * 1000,
    text: `«${number}» ${text}`,
    status: 'read',
    ...(next() < 0.1 && { picture: pick(PICTURES, next) }),
  };
}

export const messages = (count: number, first = 1): Message[] =>
  Array.from({ length: count }, (_, n) => message(first + n));

/** Newest first, each told by «c<index>» in its name. */
export function conversations(count: number): Conversation[] {
  return Array.from({ length: count }, (_, index) => {
    const next = random(index * 40_503 + 99);
    const person = PEOPLE[1 + (index % (PEOPLE.length - 1))] as Person;
    const last = message(1_000_000 + count - index);
    return {
      id: `c${index}`,
      index,
      name: `«c${index}» ${person.name} ${pick(WORDS, next)}`,
      avatar: person.avatar,
      last: { ...last, text: last.text.replace(/«\d+» /, '').slice(0, 80) },
      unread: next() < 0.3 ? 1 + Math.floor(next() * 20) : 0,
    };
  });
}
