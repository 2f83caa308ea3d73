import type { Context } from '@deskgraph/kit';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { reservedByLine } from '../reservation/reservation.loader.js';
import { Variant } from '../variant/variant.entity.js';
import { variantById } from '../variant/variant.loader.js';
import { OrderLine } from './order-line.entity.js';

@Resolver(() => OrderLine)
export class OrderLineResolver {
  @FieldResolver(() => Variant, { nullable: true, description: 'The variant of this SKU; null where the channel sells what is not in stock here.' })
  variant(@Ctx() ctx: Context, @Root() { variantId }: OrderLine): Promise<Variant | null> | null {
    return variantId === null ? null : variantById(ctx).load(variantId);
  }

  @FieldResolver(() => Int, { description: 'How many are held for it.' })
  async reserved(@Ctx() ctx: Context, @Root() { id }: OrderLine): Promise<number> {
    return (await reservedByLine(ctx).load(id))?.quantity ?? 0;
  }
}
