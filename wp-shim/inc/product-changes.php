<?php
/**
 * What says that a product, a variation or a stock may have changed.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Product_Changes;

use function Tillbridge\Changes\touch;

defined( 'ABSPATH' ) || exit;

const PRODUCT_HOOKS = array(
	'woocommerce_new_product',
	'woocommerce_update_product',
	'woocommerce_before_delete_product',
);

const VARIATION_HOOKS = array(
	'woocommerce_new_product_variation',
	'woocommerce_update_product_variation',
	'woocommerce_before_delete_product_variation',
);

/**
 * Listens.
 */
function bootstrap(): void {
	foreach ( PRODUCT_HOOKS as $hook ) {
		add_action( $hook, __NAMESPACE__ . '\on_product' );
	}
	foreach ( VARIATION_HOOKS as $hook ) {
		add_action( $hook, __NAMESPACE__ . '\on_variation' );
	}
	add_action( 'woocommerce_product_set_stock', __NAMESPACE__ . '\on_stock' );
	add_action( 'woocommerce_variation_set_stock', __NAMESPACE__ . '\on_stock' );
}

/**
 * A product.
 *
 * @param mixed $product_id Its ID.
 */
function on_product( $product_id ): void {
	touch( 'product', $product_id );
}

/**
 * A variation.
 *
 * @param mixed $variation_id Its ID.
 */
function on_variation( $variation_id ): void {
	touch( 'variation', $variation_id );
}

/**
 * A stock that was set: of a variation without one of its own it is the parent's.
 *
 * @param mixed $product The product whose stock it is.
 */
function on_stock( $product ): void {
	if ( $product instanceof \WC_Product ) {
		touch( $product->is_type( 'variation' ) ? 'variation' : 'product', $product->get_id() );
	}
}
