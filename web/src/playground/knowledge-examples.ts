import type { Example } from './examples.js';

/** Examples of the room knowledge: asking, and writing what others may ask for. */
export const knowledgeExamples: readonly Example[] = [
  {
    title: 'Ask what we know',
    about: 'Published articles and resolved tickets that answer a question, the best first; slips are forgiven, and no model is used.',
    roles: [],
    query: `query Ask($text: String!) {
  knowledgeSearch(text: $text, first: 5) {
    totalCount
    corrections { written read }
    nodes {
      score
      title
      snippet { text isMatch }
      article { number visibility publishedAt }
      ticket { id }
    }
  }
}
`,
    variables: '{\n  "text": "how do I retrun a pallet"\n}\n',
  },
  {
    title: 'What is like the newest tickets',
    about: 'Resolved tickets of the same matter, and articles that may answer, found by what was said in each. A list costs no more statements than one.',
    roles: [],
    query: `query LikeTheNewest {
  tickets(first: 5, orderBy: { field: CREATED_AT, direction: DESC }) {
    nodes {
      number
      subject
      similarTickets(first: 3) { score snippet ticket { number subject status } }
      suggestedArticles(first: 3) { score snippet article { number title } }
    }
  }
}
`,
  },
  {
    title: 'Write an article',
    about: 'It begins as a draft; the mutation articlePublish has it read and found.',
    roles: ['owner', 'admin', 'manager', 'agent'],
    query: `mutation WriteArticle($input: ArticleCreateInput!) {
  articleCreate(input: $input) {
    article { id number state version viewerCan latest { title body } }
    refusal { code message field }
  }
}
`,
    variables: '{\n  "input": {\n    "title": "Returning pallets",\n    "body": "Euro pallets go back within 30 days.",\n    "visibility": "PUBLIC"\n  }\n}\n',
  },
];
