/**
 * Analyzer plugin: what Lit calls `state: true` is no attribute and no public property,
 * and an event that nobody describes is the elements' own affair.
 */
export function stateFields() {
  const states = new Map();
  const isTrue = (ts, option, name) =>
    ts.isPropertyAssignment(option) &&
    option.name.getText() === name &&
    option.initializer.kind === ts.SyntaxKind.TrueKeyword;

  return {
    name: 'state-fields',
    analyzePhase({ ts, node }) {
      if (!ts.isClassDeclaration(node) || !node.name) return;
      const table = node.members.find((m) => ts.isPropertyDeclaration(m) && m.name.getText() === 'properties');
      if (!table?.initializer || !ts.isObjectLiteralExpression(table.initializer)) return;
      const fields = table.initializer.properties.filter(
        (p) =>
          ts.isPropertyAssignment(p) &&
          ts.isObjectLiteralExpression(p.initializer) &&
          p.initializer.properties.some((o) => isTrue(ts, o, 'state')),
      );
      states.set(node.name.text, new Set(fields.map((p) => p.name.getText())));
    },
    packageLinkPhase({ customElementsManifest }) {
      for (const item of customElementsManifest.modules.flatMap((module) => module.declarations ?? [])) {
        if (item.kind === 'class') clean(item, states.get(item.name) ?? new Set());
      }
    },
  };
}

function clean(item, states) {
  const inner = (attribute) => states.has(attribute.fieldName ?? attribute.name);
  item.attributes = item.attributes?.filter((attribute) => !inner(attribute));
  item.members = item.members?.filter((member) => !states.has(member.name));
  item.events = item.events?.filter((event) => event.description);
}
