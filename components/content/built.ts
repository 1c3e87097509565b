import { custom } from './custom.js';
import { file } from './file.js';
import { image } from './image.js';
import { notice } from './notice.js';
import { recalled } from './recalled.js';
import type { Renderer } from './registry.js';
import { text } from './text.js';
import { unknown } from './unknown.js';

/** One file a kind, one line here. */
const kinds = { text, image, file, notice, recalled, custom, unknown };

export const builtRenderers: ReadonlyMap<string, Renderer> = new Map(
  Object.entries(kinds as unknown as Record<string, Renderer>),
);
