import { Refused, type Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { SimilarTicket, SuggestedArticle, Ticket } from './ticket.entity.js';
import { articlesByTicket, similarByTicket } from './ticket.loader.js';
import { mostSimilar, mostSuggested } from './ticket.service.js';

@Resolver(() => Ticket)
export class TicketResolver {
  @FieldResolver(() => [SimilarTicket], { nullable: true, description: 'Resolved tickets that are like it, the likest first, itself never among them. Found by its own text, without any model.' })
  async similarTickets(
    @Ctx() ctx: Context,
    @Root() { id }: Ticket,
    @Arg('first', () => Int, { defaultValue: 5, description: 'How many, 1 to 20.' }) first: number,
  ): Promise<SimilarTicket[]> {
    if (first < 1 || first > mostSimilar) throw new Refused('INVALID', `Ask for 1 to ${String(mostSimilar)} tickets.`, 'first');
    return (await similarByTicket(ctx).load(id)).slice(0, first);
  }

  @FieldResolver(() => [SuggestedArticle], { nullable: true, description: 'Published articles that may answer it, the best first, of those the viewer may see. Found by its own text, without any model.' })
  async suggestedArticles(
    @Ctx() ctx: Context,
    @Root() { id }: Ticket,
    @Arg('first', () => Int, { defaultValue: 3, description: 'How many, 1 to 20.' }) first: number,
  ): Promise<SuggestedArticle[]> {
    if (first < 1 || first > mostSuggested) throw new Refused('INVALID', `Ask for 1 to ${String(mostSuggested)} articles.`, 'first');
    return (await articlesByTicket(ctx).load(id)).slice(0, first);
  }
}
