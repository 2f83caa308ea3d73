import { abilities, connectionOf, OrderDirection, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Product } from '../product/product.entity.js';
import { productById } from '../product/product.loader.js';
import { StockLevel } from '../stock/stock.entity.js';
import { levelsByVariant } from '../stock/stock.loader.js';
import { Variant, VariantPayload } from './variant.entity.js';
import { VariantCreateInput, VariantFilter, VariantOrder, VariantOrderField, VariantUpdateInput } from './variant.inputs.js';
import { variantById } from './variant.loader.js';
import { variantPolicy } from './variant.policy.js';
import * as service from './variant.service.js';

const VariantConnection = connectionOf(Variant, 'Variant');
const bySku: VariantOrder = { field: VariantOrderField.SKU, direction: OrderDirection.ASC };

@Resolver(() => Variant)
export class VariantResolver {
  @Query(() => Variant, { nullable: true, description: 'One variant.' })
  variant(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Variant | null> {
    return variantById(ctx).load(id);
  }

  @Query(() => VariantConnection, { nullable: true, description: 'The organization\'s variants, by SKU unless asked otherwise.' })
  variants(
    @Ctx() ctx: Context,
    @Arg('filter', () => VariantFilter, { nullable: true, description: 'Which; all unless given.' }) filter: VariantFilter | null,
    @Arg('orderBy', () => VariantOrder, { nullable: true, description: 'In which order.' }) orderBy: VariantOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Variant>> {
    return service.list(ctx, filter ?? {}, orderBy ?? bySku, args);
  }

  @Mutation(() => VariantPayload, { nullable: true, description: 'Makes a variant of a product.' })
  async variantCreate(@Ctx() ctx: Context, @Arg('input', () => VariantCreateInput, { description: 'The variant to make.' }) input: VariantCreateInput): Promise<VariantPayload> {
    return { variant: await service.create(ctx, input) };
  }

  @Mutation(() => VariantPayload, { nullable: true, description: 'Changes a variant.' })
  async variantUpdate(@Ctx() ctx: Context, @Arg('input', () => VariantUpdateInput, { description: 'The variant, and what to change.' }) input: VariantUpdateInput): Promise<VariantPayload> {
    return { variant: await service.update(ctx, input) };
  }

  @FieldResolver(() => Product, { nullable: true, description: 'The product it is of.' })
  product(@Ctx() ctx: Context, @Root() { productId }: Variant): Promise<Product | null> {
    return productById(ctx).load(productId);
  }

  @FieldResolver(() => [StockLevel], { nullable: true, description: 'How much of it there is, by location. Needs `stock.read`.' })
  stock(@Ctx() ctx: Context, @Root() { id }: Variant): Promise<StockLevel[]> {
    return levelsByVariant(ctx).load(id);
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `update`, `adjust` its stock.' })
  viewerCan(@Ctx() ctx: Context, @Root() variant: Variant): string[] {
    return abilities(ctx.viewer, variantPolicy, variant);
  }
}
