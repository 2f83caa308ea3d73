import { FieldResolver, Resolver, Root } from 'type-graphql';
import { Member } from '../stubs.js';
import { OrderTransition } from './order-transition.entity.js';

@Resolver(() => OrderTransition)
export class OrderTransitionResolver {
  @FieldResolver(() => Member, { nullable: true, description: 'The member who did it, or whose key did; null for the house itself.' })
  actor(@Root() { memberId }: OrderTransition): Member | null {
    return memberId === null ? null : { id: memberId };
  }
}
