// A lint rule: rows are reached through the tenant transaction and by no other way. It asks the type checker, so that a new name for a
// connection hides nothing.
import { ESLintUtils } from '@typescript-eslint/utils';

/** Types that reach the database past the tenant transaction, by package. */
const CONNECTIONS = { typeorm: ['DataSource', 'QueryRunner'], pg: ['Pool', 'PoolClient', 'Client', 'ClientBase'] };
/** The transaction itself: for repositories. */
const TRANSACTION = { typeorm: ['EntityManager'] };
/** Settings that outlive the transaction and so reach the next tenant. */
const LASTING_SETTING = /set_config\s*\((?:[^)]|\([^)]*\))*,\s*false\s*\)|\bset\s+(?:session\s+)?app\.|\bset\s+session\s+authorization/i;

/** @type {import('eslint').Rule.RuleModule} */
export const oneDoor = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { repository: { type: 'boolean' } }, additionalProperties: false }],
    messages: {
      connection: '{{type}} goes past the tenant transaction: use transact() or the context of the request',
      transaction: 'only a repository speaks SQL: call one, and give it the context',
      setting: 'this setting outlives the transaction and would reach the next tenant: set_config(..., true)',
    },
  },
  create(context) {
    const services = ESLintUtils.getParserServices(context);
    const isRepository = context.options[0]?.repository ?? false;

    function nameIn(node, wanted) {
      const type = services.getTypeAtLocation(node);
      const parts = type.isUnionOrIntersection() ? type.types : [type];
      for (const part of parts) {
        for (const symbol of [part.getSymbol(), ...(part.getBaseTypes?.() ?? []).map(base => base.getSymbol())]) {
          if (!symbol) continue;
          const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? '';
          for (const [library, names] of Object.entries(wanted)) {
            const isOf = file.includes(`/node_modules/${library}/`) || file.includes(`/node_modules/@types/${library}/`);
            if (isOf && names.includes(symbol.name)) return symbol.name;
          }
        }
      }
      return null;
    }

    function checkText(node, text) {
      if (LASTING_SETTING.test(text)) context.report({ node, messageId: 'setting' });
    }

    return {
      MemberExpression(node) {
        const connection = nameIn(node.object, CONNECTIONS);
        if (connection) context.report({ node, messageId: 'connection', data: { type: connection } });
        else if (!isRepository && nameIn(node.object, TRANSACTION)) context.report({ node, messageId: 'transaction' });
      },
      NewExpression(node) {
        const connection = nameIn(node, CONNECTIONS);
        if (connection) context.report({ node, messageId: 'connection', data: { type: connection } });
      },
      Literal(node) {
        if (typeof node.value === 'string') checkText(node, node.value);
      },
      TemplateLiteral(node) {
        checkText(node, node.quasis.map(quasi => quasi.value.raw).join('?'));
      },
    };
  },
};
