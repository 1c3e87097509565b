import { type FileRef, invalid, type WireContent } from '../../../core/model/index.js';
import type { Native } from './native.js';

/** Ids of files are where they lie. */
export const isAddress = (id: unknown): id is string =>
  typeof id === 'string' && /^https?:\/\//.test(id) && URL.canParse(id);

const string = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
const object = (value: unknown): Readonly<Record<string, unknown>> => Object(value) as Record<string, unknown>;

const OF_FILES: readonly unknown[] = ['image', 'gif', 'voice', 'video', 'file'];

/** Throws `invalid` on a file that has nothing behind it. */
export const checkFiles = (content: unknown): void => {
  const { kind, file, parts } = object(content);
  if (OF_FILES.includes(kind) && !isAddress(object(file).id)) throw invalid('content.file', 'has not been uploaded');
  if (Array.isArray(parts)) for (const part of parts) checkFiles(part);
};

const TYPES: Readonly<Record<string, string>> = {
  ...{
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    png: 'image/png',
    gif: 'image/gif',
    webp: 'image/webp',
    bmp: 'image/bmp',
  },
  ...{
    mp4: 'video/mp4',
    mov: 'video/quicktime',
    mp3: 'audio/mpeg',
    m4a: 'audio/mp4',
    aac: 'audio/aac',
    wav: 'audio/wav',
  },
  ...{ pdf: 'application/pdf', txt: 'text/plain', zip: 'application/zip' },
};
/** Of the SDK's list. */
const FORMATS: Readonly<Record<string, number>> = { 'image/jpeg': 1, 'image/gif': 2, 'image/png': 3, 'image/bmp': 4 };
const UNKNOWN = 255;

const lastOf = (path: string): string => path.split('?', 1)[0]?.split('/').pop() ?? '';
const endingOf = (name: string): string => /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** One that another client of the vendor uploaded: its address lasts. */
const fileAt = (url: unknown, bytes: unknown, name: string, mime: string): FileRef => {
  const whole = name || lastOf(string(url)) || 'file';
  const type = TYPES[endingOf(whole)] ?? mime;
  const id = isAddress(url) ? url : undefined;
  return { ...(id && { id, url: id }), name: whole, bytes: number(bytes), mime: type };
};

const fileIn = ({ file }: WireContent): FileRef & { readonly id: string } => file as FileRef & { readonly id: string };
/** The same on both sides: it tells whether an element is the one that our content was written into. */
const uuidOf = (content: WireContent): string => lastOf(fileIn(content).id).slice(-120);
const isWritten = (content: WireContent): boolean => isAddress(object(content.file).id);

const media = (
  name: string,
  write: (content: WireContent, file: FileRef & { readonly id: string }) => Readonly<Record<string, unknown>>,
  read: Native['read'],
): Native => ({
  write: (content) =>
    isWritten(content) ? { ...write(content, fileIn(content)), [name]: uuidOf(content) } : undefined,
  read,
  says: (content, payload) => isWritten(content) && string(payload[name]) === uuidOf(content),
});

const image = media(
  'uuid',
  ({ width, height }, { id, bytes, mime }) => {
    const all = { url: id, imageUrl: id, size: bytes, width: number(width), height: number(height) };
    // The original, large and small: pictures are not made smaller anywhere.
    return { imageFormat: FORMATS[mime] ?? UNKNOWN, imageInfoArray: [0, 1, 2].map((type) => ({ ...all, type })) };
  },
  ({ imageInfoArray }) => {
    const first = object(Array.isArray(imageInfoArray) ? imageInfoArray[0] : undefined);
    const [width, height] = [number(first.width), number(first.height)];
    const file = fileAt(first.url || first.imageUrl, first.size, '', 'image/jpeg');
    return { kind: 'image', file, ...(width > 0 && height > 0 && { width, height }) };
  },
);

const voice = media(
  'uuid',
  ({ seconds }, { id, bytes }) => ({ second: Math.max(1, Math.round(number(seconds))), size: bytes, url: id }),
  ({ url, remoteAudioUrl, size, second }) => ({
    kind: 'voice',
    file: fileAt(url || remoteAudioUrl, size, '', 'audio/mp4'),
    seconds: number(second),
  }),
);

const video = media(
  'videoUUID',
  ({ width, height, seconds }, { id, bytes, mime }) => ({
    ...{ remoteVideoUrl: id, videoUrl: id, videoFormat: mime.split('/')[1] ?? 'mp4', videoSize: bytes },
    ...{ videoSecond: Math.round(number(seconds)), thumbUUID: '', thumbFormat: '', thumbSize: 0, thumbUrl: '' },
    ...{ thumbWidth: number(width), thumbHeight: number(height) },
  }),
  ({ videoUrl, remoteVideoUrl, videoSize, videoSecond, thumbWidth, thumbHeight }) => {
    const [width, height] = [number(thumbWidth), number(thumbHeight)];
    const file = fileAt(videoUrl || remoteVideoUrl, videoSize, '', 'video/mp4');
    return { kind: 'video', file, seconds: number(videoSecond), ...(width > 0 && height > 0 && { width, height }) };
  },
);

const file = media(
  'uuid',
  (_, { id, name, bytes }) => ({ fileName: name, fileSize: bytes, fileUrl: id }),
  ({ fileUrl, remoteFileUrl, fileName, fileSize }) => ({
    kind: 'file',
    file: fileAt(fileUrl || remoteFileUrl, fileSize, string(fileName), 'application/octet-stream'),
  }),
);

export const FILES: Readonly<Record<string, readonly [type: string, native: Native]>> = {
  image: ['TIMImageElem', image],
  gif: ['TIMImageElem', image],
  voice: ['TIMSoundElem', voice],
  video: ['TIMVideoFileElem', video],
  file: ['TIMFileElem', file],
};

/** The SDK makes these of a file that it uploads; of one that is there it makes a message that is sent on. */
export const isOfFile = (type: string): boolean => Object.values(FILES).some(([name]) => name === type);
