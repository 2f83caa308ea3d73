import { abilities, connectionOf, OrderDirection, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Variant } from '../variant/variant.entity.js';
import { variantsByProduct } from '../variant/variant.loader.js';
import { Product, ProductPayload } from './product.entity.js';
import { ProductCreateInput, ProductFilter, ProductOrder, ProductOrderField, ProductUpdateInput } from './product.inputs.js';
import { productById } from './product.loader.js';
import { productPolicy } from './product.policy.js';
import * as service from './product.service.js';

const ProductConnection = connectionOf(Product, 'Product');
const byName: ProductOrder = { field: ProductOrderField.NAME, direction: OrderDirection.ASC };

@Resolver(() => Product)
export class ProductResolver {
  @Query(() => Product, { nullable: true, description: 'One product.' })
  product(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Product | null> {
    return productById(ctx).load(id);
  }

  @Query(() => ProductConnection, { nullable: true, description: 'The organization\'s products, by name unless asked otherwise.' })
  products(
    @Ctx() ctx: Context,
    @Arg('filter', () => ProductFilter, { nullable: true, description: 'Which; all unless given.' }) filter: ProductFilter | null,
    @Arg('orderBy', () => ProductOrder, { nullable: true, description: 'In which order.' }) orderBy: ProductOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Product>> {
    return service.list(ctx, filter ?? {}, orderBy ?? byName, args);
  }

  @Mutation(() => ProductPayload, { nullable: true, description: 'Makes a product.' })
  async productCreate(@Ctx() ctx: Context, @Arg('input', () => ProductCreateInput, { description: 'The product to make.' }) input: ProductCreateInput): Promise<ProductPayload> {
    return { product: await service.create(ctx, input) };
  }

  @Mutation(() => ProductPayload, { nullable: true, description: 'Changes a product.' })
  async productUpdate(@Ctx() ctx: Context, @Arg('input', () => ProductUpdateInput, { description: 'The product, and what to change.' }) input: ProductUpdateInput): Promise<ProductPayload> {
    return { product: await service.update(ctx, input) };
  }

  @FieldResolver(() => [Variant], { description: 'Its variants by SKU; 100 at most.' })
  variants(@Ctx() ctx: Context, @Root() { id }: Product): Promise<Variant[]> {
    return variantsByProduct(ctx).load(id);
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `update`.' })
  viewerCan(@Ctx() ctx: Context, @Root() product: Product): string[] {
    return abilities(ctx.viewer, productPolicy, product);
  }
}
