import type { WireContent } from '../protocol/index.js';
import type { MessageRow } from '../storage/port.js';
import { exchangeFiles } from './carried.js';
import { wordsOf } from './content.js';
import { tellOf } from './telling.js';
import type { Work } from './work.js';

/** The message with other content: search, the rights to files and everybody who can see it follow. */
export const rewrite = async (work: Work, before: MessageRow, after: MessageRow): Promise<void> => {
  const { key, seq, id } = before;
  await work.tx.messages.put(after);
  await exchangeFiles(work.tx, before, after);
  await indexWords(work, key, seq, after.content);
  await tellOf(work, after, { t: 'edited', key, id }, `edited:${id}`);
};

const indexWords = async (work: Work, key: string, seq: number, content: WireContent): Promise<void> => {
  const words = wordsOf(content);
  if (words === '') await work.tx.search.remove(key, seq);
  else await work.tx.search.put(key, seq, words);
};
