import { custom } from './custom.js';
import { file } from './file.js';
import { image } from './image.js';
import { notice } from './notice.js';
import { recalled } from './recalled.js';
import type { Renderer } from './registry.js';
import { text } from './text.js';
import { unknown } from './unknown.js';

/** One file a kind, one line here. */
export const builtRenderers: ReadonlyMap<string, Renderer> = new Map<string, Renderer<never>>(
  Object.entries({ text, image, file, notice, recalled, custom, unknown }),
) as ReadonlyMap<string, never>;
