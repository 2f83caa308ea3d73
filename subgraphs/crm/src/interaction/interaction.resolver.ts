import { connectionOf, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Customer } from '../customer/customer.entity.js';
import { customerById } from '../customer/customer.loader.js';
import { Call, Member, Message, Order } from '../stubs.js';
import { Interaction, InteractionChannel, InteractionPayload } from './interaction.entity.js';
import { InteractionNoteInput } from './interaction.inputs.js';
import { interactionsByCustomer } from './interaction.loader.js';
import * as service from './interaction.service.js';

const InteractionConnection = connectionOf(Interaction, 'Interaction');

@Resolver(() => Interaction)
export class InteractionResolver {
  @Mutation(() => InteractionPayload, { nullable: true, description: 'Writes a note on a customer.' })
  async interactionNote(@Ctx() ctx: Context, @Arg('input', () => InteractionNoteInput, { description: 'On whom, and what.' }) input: InteractionNoteInput): Promise<InteractionPayload> {
    return { interaction: await service.note(ctx, input) };
  }

  @FieldResolver(() => Customer, { nullable: true, description: 'With whom.' })
  customer(@Ctx() ctx: Context, @Root() { customerId }: Interaction): Promise<Customer | null> {
    return customerById(ctx).load(customerId);
  }

  @FieldResolver(() => Call, { nullable: true, description: 'The call it is; null for anything else.' })
  call(@Root() { channel, subjectId }: Interaction): Call | null {
    return channel === InteractionChannel.CALL && subjectId !== null ? { id: subjectId } : null;
  }

  @FieldResolver(() => Message, { nullable: true, description: 'What was said in a ticket, by mail or written down; null for anything else.' })
  message(@Root() { subjectKind, subjectId }: Interaction): Message | null {
    return subjectKind === 'Message' && subjectId !== null ? { id: subjectId } : null;
  }

  @FieldResolver(() => Order, { nullable: true, description: 'The order it is; null for anything else.' })
  order(@Root() { subjectKind, subjectId }: Interaction): Order | null {
    return subjectKind === 'Order' && subjectId !== null ? { id: subjectId } : null;
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who wrote the note; null for anything else.' })
  by(@Root() { byId }: Interaction): Member | null {
    return byId === null ? null : { id: byId };
  }
}

@Resolver(() => Customer)
export class CustomerInteractionResolver {
  @FieldResolver(() => InteractionConnection, { nullable: true, description: 'What happened between them and the organization, the newest first.' })
  interactions(@Ctx() ctx: Context, @Root() customer: Customer, @Args(() => PageArgs) args: PageArgs): Promise<Page<Interaction> | null> {
    return interactionsByCustomer(ctx, args).load(customer.id);
  }
}
