/** What others do at a hub, spoken in its protocol: as devices of theirs would, and without a client's work in our page. */
import type { OpenPort, OpName, Ops, ServerFrame } from '../../../../hub/protocol/index.js';
import type { SeedPlan } from '../../page/contract.js';
import { type Conversation, conversations, ME, type Message, messages, PEOPLE, PICTURES } from '../../page/data.js';

export type Call = <O extends OpName>(op: O, args: Ops[O]['args']) => Promise<Ops[O]['result']>;

/** Somebody connected to a hub. */
export interface Speaker {
  readonly call: Call;
  /** Answers the id of the file. */
  upload(file: Blob, name: string): Promise<string>;
  close(): void;
}

export interface Speakers {
  (user: string): Promise<Speaker>;
  /** What several people say at once comes to the hub in the order in which it was said. */
  readonly inOrder?: boolean;
  /** All of them go; who is asked for again signs in again. */
  close?(): Promise<void>;
}

/** Each of them signs in when first asked for. */
export function speakersAt(open: OpenPort, tokenOf: (user: string) => string, inOrder: boolean): Speakers {
  const all = new Map<string, Promise<Speaker>>();
  const signIn = async (user: string): Promise<Speaker> => {
    const port = await open({});
    const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
    let id = 0;
    port.onClose((why) => {
      for (const { reject } of waiting.values()) reject(new Error(why));
    });
    port.onFrame((unchecked) => {
      const frame = unchecked as ServerFrame;
      if (!('ok' in frame)) return;
      const one = waiting.get(frame.id);
      waiting.delete(frame.id);
      if (frame.ok) one?.resolve(frame.result as never);
      else one?.reject(new Error(`${frame.error.code}: ${frame.error.message}`));
    });
    const call: Call = (op, args) =>
      new Promise((resolve, reject) => {
        id += 1;
        waiting.set(id, { resolve, reject });
        port.send({ id, op, args } as Parameters<typeof port.send>[0]);
      });
    await call('session.hello', {
      ...{ protocol: 1, token: tokenOf(user), device: { id: `other-${user}`, class: 'desktop' } },
    });
    return {
      call,
      close: port.close,
      async upload(blob, name) {
        const { path, token } = await call('media.ticket', {});
        const { id } = await port.upload(blob, { name, mime: blob.type, path, token }, {});
        return id;
      },
    };
  };
  const speakers = (user: string): Promise<Speaker> => {
    const found = all.get(user) ?? signIn(user);
    all.set(user, found);
    return found;
  };
  const close = async (): Promise<void> => {
    const leaving = [...all.values()];
    all.clear();
    for (const speaker of await Promise.all(leaving)) speaker.close();
  };
  return Object.assign(speakers, { inOrder, close });
}

/** Says what arrives, and has uploaded the pictures. */
export const OTHER = 'u1';

/** File ids of the pictures, by their addresses. */
export type Files = Readonly<Record<string, string>>;

export async function uploadPictures(speakers: Speakers, origin: string): Promise<Files> {
  const { upload } = await speakers(OTHER);
  const entries = PICTURES.map(async ({ url }) => {
    const answer = await fetch(new URL(url, origin));
    return [url, await upload(await answer.blob(), url.slice(1))] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

export function contentOf({ text, picture, number }: Message, files: Files) {
  if (!picture) return { kind: 'text', text };
  const { url, width, height } = picture;
  return { kind: 'image', file: { id: files[url] as string, name: `«${number}».png` }, width, height };
}

const ALL = PEOPLE.map(({ id }) => id);
/** So many calls of one person at once. */
const AT_ONCE = 400;

async function inTurns<T>(list: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < list.length; from += AT_ONCE) await Promise.all(list.slice(from, from + AT_ONCE).map(work));
}

export const groupOf = (count: number): string => `open-${count}`;

/** A picture is sent by who has uploaded it. */
export const senderOf = ({ picture, sender }: Message): string => (picture ? OTHER : sender);

/** A group with all people in which that was said, in this order, which its reader and the other have read. */
export async function fill(speakers: Speakers, id: string, messages: readonly Message[], files: Files): Promise<void> {
  const [mine] = (await Promise.all([ME, ...ALL].map(speakers))) as [Speaker];
  await mine.call('groups.create', { id, name: 'Room', type: 'work', members: ALL.filter((user) => user !== ME) });
  const conversation = `group:${id}`;
  const say = async (message: Message): Promise<number> => {
    const { call } = await speakers(senderOf(message));
    const clientId = `${id}-${message.number}`;
    const { seq } = await call('messages.send', { clientId, conversation, content: contentOf(message, files) });
    return seq;
  };
  let run: Promise<number>[] = [];
  let before: string | undefined;
  let newest = 0;
  const settle = async (): Promise<void> => {
    newest = Math.max(newest, ...(await Promise.all(run)));
    run = [];
  };
  for (const message of messages) {
    const mayMix = speakers.inOrder || senderOf(message) === before;
    if (!mayMix || run.length === AT_ONCE) await settle();
    before = senderOf(message);
    run.push(say(message));
  }
  await settle();
  if (newest === 0) return;
  for (const { call } of [mine, await speakers(OTHER)])
    await call('conversations.read', { conversation, upTo: newest });
}

export const viewerOf = (count: number): string => `list-${count}`;
/** Groups that one person makes: a hub lets nobody make many in a short time. */
const EACH = 40;
/** Who has made the group of that row, and writes into it. */
export const ownerOf = (count: number, index: number): string => `owner-${count}-${Math.floor(index / EACH)}`;
export const ownersOf = (count: number): string[] => [
  ...new Set(Array.from({ length: count }, (_, index) => ownerOf(count, index))),
];
export const rowId = (count: number, index: number): string => `row-${count}-${index}`;

/** Others that the browser has kept. */
export const keptId = (n: number): string => `kept-${n}`;

/** What lies in a hub before anybody looks. */
export async function fillAll(speakers: Speakers, { open, lists, kept }: SeedPlan, files: Files): Promise<void> {
  for (let n = 0; n < kept.conversations; n += 1) await fill(speakers, keptId(n), messages(kept.count), files);
  for (const count of open) await fill(speakers, groupOf(count), messages(count), files);
  for (const count of lists) await fillList(speakers, conversations(count));
}

/** Somebody with so many conversations. */
async function fillList(speakers: Speakers, conversations: readonly Conversation[]): Promise<void> {
  const count = conversations.length;
  const viewer = viewerOf(count);
  await speakers(viewer);
  const list = [...conversations].reverse();
  await inTurns(list, async ({ index, name }) =>
    (await speakers(ownerOf(count, index))).call('groups.create', {
      id: rowId(count, index),
      name,
      type: 'work',
      members: [viewer],
    }),
  );
  await inTurns(list, async ({ index, last }) =>
    (await speakers(ownerOf(count, index))).call('messages.send', {
      ...{ clientId: rowId(count, index), conversation: `group:${rowId(count, index)}` },
      content: { kind: 'text', text: last.text },
    }),
  );
}
