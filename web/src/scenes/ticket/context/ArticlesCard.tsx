import { ActionIcon, Tooltip } from '@mantine/core';
import { IconTextPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { type FragmentType, graphql, read } from '../../../gql/index.js';
import { Card, type CardPart } from './Card.js';
import { plain } from '../../../plain.js';
import classes from './ContextPane.module.css';
import { escaped } from './escaped.js';

const ArticlesCard_ticket = graphql(`
  fragment ArticlesCard_ticket on Ticket {
    id
    suggestedArticles(first: 3) {
      title
      snippet
      article {
        id
      }
    }
  }
`);

interface ArticlesCardProps extends CardPart<FragmentType<typeof ArticlesCard_ticket>> {
  readonly onInsert: (html: string) => void;
}

/** The articles that may answer a ticket, to be read or put into the answer. */
export function ArticlesCard({ isFailed, onAgain, onInsert, ...props }: ArticlesCardProps) {
  const { suggestedArticles } = read(ArticlesCard_ticket, props.ticket);
  if ((!suggestedArticles || suggestedArticles.length === 0) && !isFailed) return null;
  return (
    <Card title="Articles that may answer it" isFailed={isFailed} onAgain={onAgain}>
      <ul className={classes.list} aria-label="Suggested articles">
        {suggestedArticles?.map(({ title, snippet, article }) => (
          <li key={article?.id ?? title} className={classes.hit}>
            <div className={classes.hitHead}>
              {article ? (
                <Link to={`/knowledge/${article.id}`} className={classes.name}>
                  {title}
                </Link>
              ) : (
                <span>{title}</span>
              )}
              <Tooltip label="Put its text into the answer">
                <ActionIcon variant="subtle" color="gray" size={26} aria-label={`Put the text of ${title} into the answer`} onClick={() => onInsert(`<p>${escaped(plain(snippet))}</p>`)}>
                  <IconTextPlus size={16} stroke={1.7} aria-hidden />
                </ActionIcon>
              </Tooltip>
            </div>
            <p className={classes.snippet}>{plain(snippet)}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
