import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import { useActions } from '../../actions.js';
import { useViewer } from '../../desk/viewer.js';
import { Choice } from '../../parts/Choice.js';
import { Page } from '../../parts/Page.js';
import { SearchField } from '../../parts/SearchField.js';
import { useFilters } from '../../useFilters.js';
import { ArticlesTable } from './ArticlesTable.js';
import { KnowledgeHits } from './KnowledgeHits.js';

const kinds = [
  { value: '', label: 'Everything' },
  { value: 'ARTICLE', label: 'Articles' },
  { value: 'TICKET', label: 'Resolved tickets' },
];

/** What is known: asked for in words first, and below all articles. */
export function KnowledgeScene() {
  const { may } = useViewer();
  const navigate = useNavigate();
  const { values, set } = useFilters('text', 'kind');
  const mayCreate = may('article.create');
  useActions(mayCreate ? [{ id: 'create', label: 'Write an article', group: 'Here', keys: 'c', run: () => void navigate('/knowledge/new') }] : []);
  return (
    <Page
      title="Knowledge"
      lead="Articles, and what was found out in tickets that are resolved."
      action={
        mayCreate && (
          <Button component={Link} to="/knowledge/new" leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}>
            Write an article
          </Button>
        )
      }
      tools={
        <>
          <SearchField
            size="md"
            label="Search what is known"
            placeholder="Ask in your own words, or give a number or a code"
            value={values.text}
            onSearch={text => set('text', text)}
          />
          {values.text && <Choice label="Where" options={kinds} value={values.kind} onChoose={kind => set('kind', kind)} />}
        </>
      }
    >
      {values.text ? <KnowledgeHits text={values.text.slice(0, 500)} kind={values.kind} /> : <ArticlesTable />}
    </Page>
  );
}
