import { whole } from './_whole.js';

whole(
  'plain DOM, every row in the document, with content-visibility: auto',
  '.row{content-visibility:auto;contain-intrinsic-size:auto 76px}.conversation{content-visibility:auto;contain-intrinsic-size:auto 64px}',
);
