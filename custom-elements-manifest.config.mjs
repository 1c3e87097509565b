import { definedTags } from './scripts/lib/defined-tags.mjs';
import { stateFields } from './scripts/lib/state-fields.mjs';

export default {
  globs: ['components/**/*.ts'],
  exclude: ['**/*.d.ts'],
  litelement: true,
  packagejson: false,
  plugins: [definedTags(), stateFields()],
};
