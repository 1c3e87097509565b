import type { Client } from '../../core/index.js';
import type { Translator } from '../shared/translator.js';
import type { DialogAnswer, ImDialog } from './dialog.js';

/** What a dialog asks: its heading, and any of the properties of `im-dialog`. */
export type Question = Partial<
  Pick<ImDialog, 'words' | 'choices' | 'field' | 'fieldLength' | 'fieldValue' | 'buttons' | 'act' | 'done'>
> & { readonly label: string };

/**
 * Where something that floats may stand for as long as it is open: rows come and go, what they stand in does not, and
 * its colours are the right ones.
 */
export function stageOf(host: Element): ParentNode & Node {
  const root = host.getRootNode();
  return root instanceof ShadowRoot ? root : (host.parentElement ?? document.body);
}

/** Asks a person something in a dialog of its own beside `host`; answers nothing where he thought better of it. */
export async function askIn(
  host: Element,
  question: Question,
  { client, translator }: { readonly client?: Client | undefined; readonly translator?: Translator | undefined },
): Promise<DialogAnswer | undefined> {
  const dialog = document.createElement('im-dialog');
  Object.assign(dialog, question, { client, translator });
  stageOf(host).append(dialog);
  try {
    return await dialog.show();
  } finally {
    dialog.remove();
  }
}
