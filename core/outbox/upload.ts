import type { CallOptions } from '../engine/index.js';
import { type Content, type FileRef, ImError } from '../model/index.js';
import type { SendEntry } from './entries.js';
import type { OutboxHost } from './host.js';
import type { Ledger } from './ledger.js';

export interface Upload {
  readonly entry: SendEntry;
  readonly file: FileRef;
  readonly options: CallOptions;
  /** Does this try still count? A late answer must not bring back an entry that is gone. */
  live(): boolean;
  /** A sign of life. */
  heard(): void;
}

const withFile = (content: Content, from: FileRef, to: FileRef): Content =>
  Object.fromEntries(Object.entries(content).map(([key, value]) => [key, value === from ? to : value])) as Content;

/** The file of an entry to the back end, and its place there into row and entry. */
export const runUpload = async (
  host: OutboxHost,
  ledger: Ledger,
  { entry, file, options, live, heard }: Upload,
): Promise<void> => {
  const { media } = host.engine;
  if (!media) throw new ImError('unsupported', { message: 'this back end has no uploads' });
  const blob = await ledger.blob(entry.blobKey as string);
  if (!blob) throw new ImError('storage', { retry: 'never', message: 'the file is no longer on this device' });
  ledger.show(entry.id, { state: 'uploading' });
  const uploaded = await media.upload(blob, {
    ...options,
    name: file.name,
    mime: file.mime,
    onProgress: (fraction) => {
      heard();
      if (live()) progress(host, entry.id, fraction);
    },
  });
  if (!live() || ledger.get(entry.id) !== entry) return;
  const message = { ...entry.message, content: withFile(entry.message.content, file, uploaded) };
  // The row keeps the key of its blob while it has one, so that the picture on the screen does not blink.
  const shown = withFile(entry.message.content, file, { ...uploaded, localKey: file.localKey });
  await ledger.save({ ...entry, attempts: 0, message }, (writer) => {
    writer.patch('message', entry.id, { content: shown });
    writer.remove('transfer', entry.id);
  });
};

const progress = ({ store }: OutboxHost, messageId: string, fraction: number): void => {
  const before = store.get('transfer', messageId)?.fraction ?? -1;
  if (fraction < 1 && fraction - before < 0.01) return;
  store.commit('cache', (writer) => writer.put('transfer', messageId, { messageId, fraction }));
};
