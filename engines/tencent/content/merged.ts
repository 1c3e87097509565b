import type { WireContent } from '../../../core/model/index.js';
import type { Element, Written } from './codec.js';
import { readAdded } from './ours.js';

/** The vendor's element of a bundle. */
export const RELAY = 'TIMRelayElem';
/** Of one bundle, says the vendor. */
export const MOST_MERGED = 300;
/** What of it the service keeps apart is not said; the core writes no larger ones. */
export const BUNDLE_BYTES = 48 * 1024 + 4_096;
/** How deep bundles may hold bundles. */
const LAYERS = 100;
/** Lines of a card, and characters of them and of its title: other clients write what they like. */
const LINES = 5;
const LINE = 100;
const TITLE = 200;
/** What other clients say that do not know bundles, and what nobody may leave out. */
const FALLBACK = 'Forwarded messages';
/** Ids of bundles that are kept apart, which are no addresses. */
const APART = 'tencent-bundle:';

/** In place of a list of files: those that the messages carry. */
const ALL = 'all';

type Fields = Readonly<Record<string, unknown>>;

/** How contents of messages are written and read, bundles among them. */
export interface Codec {
  write(content: WireContent, layer: number): Written;
  read(element: Element, whole?: WireContent): WireContent;
}

const string = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
const object = (value: unknown): Fields => Object(value) as Fields;
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
const objects = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];

const cut = (text: string, most: number): string => [...text].slice(0, most).join('');

/** Ids of all files in it. */
const filesIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { id, bytes } = object(value);
  const own = typeof id === 'string' && typeof bytes === 'number' ? [id] : [];
  return [...new Set([...own, ...Object.values(value).flatMap(filesIn)])];
};

/** What stands beside the element: all that it does not say. Files are in the messages. */
const besideOf = ({ files, ...rest }: WireContent, messages: unknown): WireContent => {
  const all = JSON.stringify(files) === JSON.stringify(filesIn(messages));
  return { ...rest, ...(files !== undefined && { files: all ? ALL : files }) };
};

export const isApart = (id: unknown): id is string => typeof id === 'string' && id.startsWith(APART);

const isWritten = (content: unknown): content is WireContent => typeof object(content).kind === 'string';

/** As the SDK holds the messages of a bundle; it wants an id of each, which the service does not keep. */
const writeMessage = (message: Fields, at: number, codec: Codec, layer: number): Fields => {
  const { type, payload, whole } = codec.write(message.content as WireContent, layer + 1);
  const sentAt = number(message.sentAt);
  const time = Math.floor(sentAt / 1000);
  return {
    ...{ ID: `0-${time}-${at + 1}`, from: message.senderId, nick: string(message.name), avatar: '', time },
    // The first names are those in which the SDK takes messages, the others those in which it keeps them.
    ...{ sequence: at + 1, random: at + 1, clientSequence: at + 1, messageSequence: at + 1, messageRandom: at + 1 },
    messageBody: [{ type, payload }],
    cloudCustomData: JSON.stringify({ im: { t: sentAt, ...(whole && { w: whole }) } }),
  };
};

const readMessage = (message: Fields, codec: Codec): Fields => {
  // In a row of the list they stand as the service says them.
  const { from, nick, time, messageBody, elements, type, payload, cloudCustomData } = message;
  const element = objects(messageBody ?? elements)[0] ?? { type, payload };
  const inner = { type: string(element.type), payload: object(element.payload ?? element.content) };
  const { t, w } = readAdded(string(cloudCustomData)).im;
  const name = string(nick);
  const content = codec.read(inner, w);
  return { senderId: string(from), ...(name && { name }), sentAt: t ?? number(time) * 1000, content };
};

/** undefined: the element cannot hold this one; it then travels as ours. */
export const writeMerged = (content: WireContent, codec: Codec, layer = 0): Written | undefined => {
  const { title, abstracts, messages, file, ...others } = content;
  const whole = besideOf(others as WireContent, messages);
  const card = {
    title,
    abstractList: abstracts,
    compatibleText: string(content.fallback) || string(title) || FALLBACK,
  };
  if (typeof title !== 'string' || strings(abstracts).length !== object(abstracts).length || layer >= LAYERS)
    return undefined;
  const { id } = object(file);
  if (isApart(id) && messages === undefined) {
    const [downloadKey, pbDownloadKey] = id.slice(APART.length).split(' ');
    return { type: RELAY, payload: { ...card, downloadKey, pbDownloadKey }, whole };
  }
  const all = objects(messages);
  const fits = Array.isArray(messages) && all.length === messages.length && all.length > 0 && file === undefined;
  if (!fits || !all.every((one) => isWritten(one.content))) return undefined;
  const messageList = all.map((one, at) => writeMessage(one, at, codec, layer));
  return { type: RELAY, payload: { ...card, messageList }, whole };
};

/** Bundles of other clients do not say how many messages they hold where these are kept apart. */
export const readMerged = (payload: Element['payload'], codec: Codec, whole?: WireContent): WireContent => {
  const { title, abstractList, downloadKey, pbDownloadKey } = payload;
  const abstracts = strings(abstractList)
    .slice(0, LINES)
    .map((line) => cut(line, LINE));
  const messages = objects(payload.messageList).map((message) => readMessage(message, codec));
  const key = string(downloadKey);
  const id = `${APART}${key} ${string(pbDownloadKey)}`;
  const file = { id, name: 'messages.json', bytes: 0, mime: 'application/json' };
  const count = messages.length || Math.max(1, abstracts.length);
  const { files, ...beside }: WireContent = whole?.kind === 'merged' ? whole : { kind: 'merged', count };
  const carried = files === ALL ? filesIn(messages) : files;
  const ids = carried !== undefined && !key && { files: carried };
  const held = key ? { file } : messages.length > 0 && { messages };
  return { ...beside, ...ids, title: cut(string(title), TITLE), abstracts, ...held };
};

/** Enough of a message for the SDK to fetch the bundle that is kept apart. */
export const relayOf = (id: string): { readonly type: string; readonly payload: Fields } => ({
  type: RELAY,
  payload: { downloadKey: id.slice(APART.length).split(' ', 1)[0] },
});
