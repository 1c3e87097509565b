/** Analyzer plugin: `define('im-x', ImX)` says which class has which tag. */
export function definedTags() {
  const tags = new Map();
  const visit = (ts, node) => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'define') {
      const [tag, element] = node.arguments;
      if (tag && element && ts.isStringLiteral(tag) && ts.isIdentifier(element)) tags.set(element.text, tag.text);
    }
  };
  return {
    name: 'defined-tags',
    analyzePhase({ ts, node }) {
      visit(ts, node);
    },
    packageLinkPhase({ customElementsManifest }) {
      for (const item of customElementsManifest.modules.flatMap((module) => module.declarations ?? [])) {
        if (item.kind !== 'class' || !tags.has(item.name)) continue;
        item.tagName = tags.get(item.name);
        item.customElement = true;
      }
    },
  };
}
