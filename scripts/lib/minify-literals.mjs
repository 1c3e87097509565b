import { parseAst } from 'rollup/parseAst';

const MARKUP = new Set(['html', 'svg']);

/**
 * Rollup plugin: makes the literal text of lit's css`` and html`` templates smaller.
 * Only white space and CSS comments are touched: every value, selector and binding stays as written.
 */
export function minifyLiterals() {
  return {
    name: 'minify-literals',
    transform(code, id) {
      if (id.includes('node_modules') || !/\b(?:css|html|svg)`/.test(code)) return null;
      return { code: minifyTemplates(code), map: null };
    },
  };
}

/** Returns the JavaScript with its lit templates made smaller. */
export function minifyTemplates(code) {
  const edits = [];
  visit(parseAst(code), (node) => {
    if (node.type !== 'TaggedTemplateExpression' || node.tag.type !== 'Identifier') return;
    const kind = node.tag.name;
    if (kind !== 'css' && !MARKUP.has(kind)) return;
    const raws = node.quasi.quasis.map((quasi) => quasi.value.raw);
    const minified = kind === 'css' ? minifyCss(raws) : minifyMarkup(raws);
    node.quasi.quasis.forEach((quasi, i) => {
      edits.push([quasi.start, quasi.end, minified[i]]);
    });
  });
  edits.sort((a, b) => b[0] - a[0]);
  let result = code;
  for (const [start, end, text] of edits) result = result.slice(0, start) + text + result.slice(end);
  return result;
}

function visit(node, see) {
  if (Array.isArray(node)) for (const child of node) visit(child, see);
  else if (node && typeof node.type === 'string') {
    see(node);
    for (const key of Object.keys(node)) if (typeof node[key] === 'object') visit(node[key], see);
  }
}

/** Strings are kept, comments go, white space shrinks; a comment that holds an expression leaves its template alone. */
function minifyCss(raws) {
  const bare = raws.map((raw) => raw.replace(/\/\*[\s\S]*?\*\//g, ''));
  if (bare.some((text) => text.includes('/*') || text.includes('*/'))) return raws;
  return bare.map((text) =>
    text
      .split(/("[^"]*"|'[^']*')/)
      .map((part, i) => (i % 2 ? part : shrinkCss(part)))
      .join(''),
  );
}

function shrinkCss(text) {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/([\w-]): /g, '$1:')
    .replace(/;}/g, '}');
}

/**
 * A run of white space that holds a line break becomes one space. Templates with preformatted text are left alone.
 * Nothing is removed whole: a space between inline elements can be seen.
 */
function minifyMarkup(raws) {
  if (raws.some((raw) => /<(?:pre|textarea|script)\b/i.test(raw))) return raws;
  return raws.map((raw, i) => {
    let text = raw.replace(/\s*\n\s*/g, ' ');
    if (i === 0) text = text.trimStart();
    if (i === raws.length - 1) text = text.trimEnd();
    return text;
  });
}
