/** Frames of the SDK: JSON of `{head, body}`, in binary frames (`/binfo`) or, with `devMode`, in text frames (`/info`). */
export type Json = Readonly<Record<string, unknown>>;

export interface Frame {
  readonly head: Json;
  readonly body: Json;
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

export const readFrame = (bytes: string): Frame => {
  const { head, body } = JSON.parse(bytes) as { head?: unknown; body?: unknown };
  return { head: isJson(head) ? head : {}, body: isJson(body) ? body : {} };
};

/** CRC-32 as in zip files. */
const crc32 = (text: string): number => {
  let sum = ~0;
  for (const byte of Buffer.from(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
};

/** `cs` is the CRC-32 of the body's JSON; frames without a person (login, ping, logout) have 0. */
export const sumIsRight = ({ head, body }: Frame): boolean => head.cs === 0 || head.cs === crc32(JSON.stringify(body));

export const text = (from: Json, name: string): string => {
  const value = from[name];
  return typeof value === 'string' ? value : '';
};

export const number = (from: Json, name: string): number => {
  const value = from[name];
  return typeof value === 'number' ? value : 0;
};

export const object = (from: Json, name: string): Json => {
  const value = from[name];
  return isJson(value) ? value : {};
};

/** Objects of an array. */
export const list = (from: Json, name: string): readonly Json[] => {
  const value = from[name];
  return Array.isArray(value) ? value.filter(isJson) : [];
};

/** Strings of an array, or of one string alone. */
export const texts = (from: Json, name: string): readonly string[] => {
  const value = from[name];
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string');
};
