import { useState } from 'react';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { ConfirmDialog } from '../../parts/ConfirmDialog.js';
import { Moment } from '../../parts/Moment.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';

const ApiKeyRow_apiKey = graphql(`
  fragment ApiKeyRow_apiKey on ApiKey {
    id
    name
    prefix
    scopes
    expiresAt
    lastUsedAt
    revokedAt
    viewerCan
    createdBy {
      id
      name
    }
  }
`);
const ApiKeyRow_revoke = graphql(`
  mutation ApiKeyRow_revoke($input: ApiKeyRevokeInput!) {
    apiKeyRevoke(input: $input) {
      apiKey {
        id
        ...ApiKeyRow_apiKey
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** One key: whose, for what, when last used. */
export function ApiKeyRow(props: { apiKey: FragmentType<typeof ApiKeyRow_apiKey> }) {
  const key = read(ApiKeyRow_apiKey, props.apiKey);
  const [isAsking, setIsAsking] = useState(false);
  const revoke = useVerb(ApiKeyRow_revoke);
  const say = useToast();
  const isExpired = key.expiresAt !== null && new Date(key.expiresAt) <= new Date();
  const isOver = Boolean(key.revokedAt) || isExpired;

  const handleRevoke = async () => {
    if (!(await revoke.run({ input: { id: key.id } }))) return;
    say(`The key "${key.name}" is revoked.`);
    setIsAsking(false);
  };

  return (
    <Row
      title={key.name}
      isFaded={isOver}
      tags={key.revokedAt ? <Tag tone="bad">Revoked</Tag> : isExpired && <Tag tone="warn">Expired</Tag>}
      detail={
        <>
          <code>{key.prefix}_…</code> · {key.scopes.length} {key.scopes.length === 1 ? 'right' : 'rights'}
          {key.createdBy && ` · by ${key.createdBy.name}`}
        </>
      }
      facts={
        <span>
          {key.lastUsedAt ? (
            <>
              used <Moment at={key.lastUsedAt} />
            </>
          ) : (
            'never used'
          )}
          {key.expiresAt && !isOver && (
            <>
              , expires <Moment at={key.expiresAt} />
            </>
          )}
        </span>
      }
      action={
        <>
          <RowMenu
            label={`Actions for the key ${key.name}`}
            verbs={[!isOver && key.viewerCan.includes('revoke') && { label: 'Revoke', isGrave: true, onChoose: () => setIsAsking(true) }]}
          />
          {isAsking && (
            <ConfirmDialog
              title={`Revoke "${key.name}"?`}
              words="Programs that use this key are refused from now on. A revoked key cannot be brought back."
              verb="Revoke"
              busy={revoke.busy}
              refusal={revoke.refusal}
              onConfirm={() => void handleRevoke()}
              onClose={() => setIsAsking(false)}
            />
          )}
        </>
      }
    />
  );
}
