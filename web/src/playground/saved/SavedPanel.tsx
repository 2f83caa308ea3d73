import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useDebouncedValue } from '@mantine/hooks';
import { RefusalNotice } from '../../parts/Notice.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { useAnswer } from '../../parts/useAnswer.js';
import { Waiting } from '../../parts/Waiting.js';
import { type Refusal, refusalFrom } from '../../refusal.js';
import { copyText, noCopy } from '../copy.js';
import { useDesk, useOpenSaved } from '../desk.js';
import { pathOf } from './links.js';
import classes from './Saved.module.css';
import { type Listed, type ListedPage, readList, update } from './saved.js';
import { SaveDialog } from './SaveDialog.js';

/** The saved queries of the asker, and those shared with them. */
export function SavedPanel() {
  const { canSave } = useDesk();
  return (
    <section className={classes.panel} aria-label="Saved queries">
      <h2>Saved queries</h2>
      {canSave ? <List /> : <p className="playground-note">Saved queries belong to people. Ask with your session instead of a key to see yours.</p>}
    </section>
  );
}

function List() {
  const { credential, revision, leaving } = useDesk();
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const [more, setMore] = useState<{ of: string; pages: readonly ListedPage[] } | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const of = `${wanted} ${revision}`;
  const { now, again } = useAnswer(useCallback(() => readList(credential, wanted, null), [credential, wanted, revision]));
  const pages = now.state === 'known' ? [now.answer, ...(more?.of === of ? more.pages : [])] : [];
  const next = pages.at(-1)?.next ?? null;
  const found = pages.flatMap(({ nodes }) => nodes).filter(({ id }) => !leaving.has(id));
  const handleMore = () =>
    readList(credential, wanted, next).then(page => setMore({ of, pages: [...pages.slice(1), page] }), (error: unknown) => setRefusal(refusalFrom(error)));

  return (
    <>
      <TextInput
        size="sm"
        value={search}
        onChange={event => setSearch(event.currentTarget.value)}
        aria-label="Search saved queries"
        placeholder="Search by name"
        leftSection={<IconSearch size={15} stroke={1.7} aria-hidden />}
        maxLength={80}
      />
      {refusal && <RefusalNotice refusal={refusal} />}
      {now.state === 'asking' && <Waiting label="Loading saved queries" rows={4} height={36} />}
      {now.state === 'unknown' && (
        <RefusalNotice refusal={now.refusal}>
          <Button size="compact-sm" variant="default" onClick={again}>
            Try again
          </Button>
        </RefusalNotice>
      )}
      {now.state === 'known' && found.length === 0 && (
        <p className={classes.empty}>
          {wanted === '' ? 'Nothing saved yet. Press Ctrl+S to keep the question you are working on.' : `No saved query is called “${wanted}”.`}
        </p>
      )}
      <Group title="Yours" queries={found.filter(({ shared }) => !shared)} onRefused={setRefusal} />
      <Group title="Shared with the organization" queries={found.filter(({ shared }) => shared)} onRefused={setRefusal} />
      {next !== null && (
        <Button variant="subtle" size="compact-sm" onClick={() => void handleMore()}>
          Show more
        </Button>
      )}
    </>
  );
}

function Group({ title, queries, onRefused }: { title: string; queries: readonly Listed[]; onRefused: (refusal: Refusal | null) => void }) {
  if (queries.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className={classes.list}>
        {queries.map(query => (
          <SavedRow key={query.id} query={query} onRefused={onRefused} />
        ))}
      </ul>
    </>
  );
}

function SavedRow({ query, onRefused }: { query: Listed; onRefused: (refusal: Refusal | null) => void }) {
  const { credential, memberId, relink, deleteSoon, say, links, tabsNow } = useDesk();
  const openSaved = useOpenSaved();
  const [isRenaming, setIsRenaming] = useState(false);
  const may = (verb: string) => query.viewerCan.includes(verb);
  const { tabs, activeTabIndex } = tabsNow();
  const isOpen = links[tabs[activeTabIndex]?.id ?? '']?.id === query.id;
  const share = () =>
    update(credential, { id: query.id, version: query.version, shared: !query.shared }).then(
      saved => {
        onRefused(null);
        relink(saved.id, saved);
        say(saved.shared ? `“${saved.name}” is shared with the organization.` : `“${saved.name}” is yours alone now.`);
      },
      (error: unknown) => onRefused(refusalFrom(error)),
    );
  const copyLink = () => copyText(window.location.origin + pathOf(query.id)).then(isCopied => say(isCopied ? 'The link is copied.' : noCopy));
  return (
    <li className={classes.row} data-open={isOpen}>
      <button type="button" className={classes.open} onClick={() => openSaved(query)} aria-current={isOpen}>
        <span className={classes.name}>{query.name}</span>
        {query.shared && <span className={classes.by}>{whose(query, memberId)}</span>}
      </button>
      <RowMenu
        label={`Actions for ${query.name}`}
        verbs={[
          { label: 'Open', onChoose: () => openSaved(query) },
          may('update') && { label: 'Rename', onChoose: () => setIsRenaming(true) },
          may('share') && { label: query.shared ? 'Stop sharing' : 'Share', onChoose: () => void share() },
          { label: 'Copy link', onChoose: () => void copyLink() },
          may('delete') && { label: 'Delete', isGrave: true, onChoose: () => deleteSoon(query) },
        ]}
      />
      {isRenaming && (
        <SaveDialog
          renamed={query}
          name={query.name}
          written={() => query}
          onClose={() => setIsRenaming(false)}
          onSaved={saved => {
            setIsRenaming(false);
            relink(saved.id, saved);
          }}
        />
      )}
    </li>
  );
}

function whose({ owner }: Listed, memberId: string | null): string {
  if (owner === null) return 'of somebody who left';
  return owner.id === memberId ? 'by you' : `by ${owner.name}`;
}
