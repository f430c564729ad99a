<?php
/**
 * What the shop's hooks say: that a record may have changed, and nothing more.
 *
 * Hooks fire two to fourteen times an action, and the objects they carry can be stale. A subject is
 * marked at its first touch in a request, so that a fatal error afterwards loses nothing, and again
 * when that mark has grown old, at the latest at the end of the request. A mark is left alone for
 * longer than that, so whoever reads by it finds all that the request wrote.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Changes;

use Tillbridge\Outbox;
use function Tillbridge\Connection\wanted_kinds;
use function Tillbridge\Subject\kind_of;
use function Tillbridge\Subject\subject;

defined( 'ABSPATH' ) || exit;

/** Well below Outbox\SETTLE_SECONDS; the difference is for clocks that differ between web servers. */
const REMARK_SECONDS = 5;

/** WooCommerce saves a variable product after its variations at shutdown 10. */
const SHUTDOWN_PRIORITY = 1000;

/** Statuses of an order that is not placed yet. */
const DRAFTS = array( 'checkout-draft', 'auto-draft' );

/**
 * Listens. Most hooks carry an ID first; those that do not have a function of their own.
 */
function bootstrap(): void {
	add_action( 'shutdown', __NAMESPACE__ . '\mark_again', SHUTDOWN_PRIORITY );
	bootstrap_orders();
	bootstrap_products();
	bootstrap_customers();
	// Of orders under posts, and of products, the screens of WordPress call these and no others.
	foreach ( array( 'wp_trash_post', 'untrashed_post', 'before_delete_post' ) as $hook ) {
		add_action( $hook, __NAMESPACE__ . '\on_post', 10, 1 );
	}
}

/**
 * Orders and their refunds: a refund is told with its order.
 */
function bootstrap_orders(): void {
	$hooks = array(
		'woocommerce_new_order',
		'woocommerce_update_order',
		'woocommerce_order_status_changed',
		'woocommerce_order_refunded',
		'woocommerce_trash_order',
		'woocommerce_untrash_order',
		'woocommerce_before_delete_order',
		'woocommerce_refund_deleted',
	);
	foreach ( $hooks as $hook ) {
		$position = 'woocommerce_refund_deleted' === $hook ? 1 : 0;
		add_action(
			$hook,
			static function ( ...$arguments ) use ( $position ): void {
				on_order( $arguments[ $position ] ?? 0, $arguments );
			},
			10,
			4
		);
	}
	// Without force WooCommerce trashes; null lets it go on.
	add_filter( 'woocommerce_pre_delete_order_refund', __NAMESPACE__ . '\on_refund_deletion', 10, 2 );
	add_filter( 'woocommerce_pre_delete_shop_order_refund', __NAMESPACE__ . '\on_refund_deletion', 10, 2 );
}

/**
 * Products, variations and their stock.
 */
function bootstrap_products(): void {
	foreach ( array( 'woocommerce_new_product', 'woocommerce_update_product', 'woocommerce_before_delete_product' ) as $hook ) {
		add_action( $hook, __NAMESPACE__ . '\on_product' );
	}
	foreach ( array( 'woocommerce_new_product_variation', 'woocommerce_update_product_variation', 'woocommerce_before_delete_product_variation' ) as $hook ) {
		add_action( $hook, __NAMESPACE__ . '\on_variation' );
	}
	add_action( 'woocommerce_product_set_stock', __NAMESPACE__ . '\on_stock' );
	add_action( 'woocommerce_variation_set_stock', __NAMESPACE__ . '\on_stock' );
}

/**
 * Customers with an account. Who is staff is told apart when the record is read.
 */
function bootstrap_customers(): void {
	$hooks = array(
		'woocommerce_new_customer',
		'woocommerce_created_customer',
		'woocommerce_update_customer',
		'woocommerce_customer_save_address',
		'profile_update',
		'delete_user',
	);
	foreach ( $hooks as $hook ) {
		add_action( $hook, __NAMESPACE__ . '\on_customer' );
	}
}

/**
 * An order, by whichever hook.
 *
 * @param mixed       $order_id  The order's ID.
 * @param list<mixed> $arguments All that the hook said; some bring the order along.
 */
function on_order( $order_id, array $arguments = array() ): void {
	$order = null;
	foreach ( $arguments as $argument ) {
		$order = $argument instanceof \WC_Abstract_Order ? $argument : $order;
	}
	if ( null !== $order && ! is_told( $order ) ) {
		return;
	}
	touch( 'order', $order_id );
}

/**
 * Whether an order is of the kind that is told. A subscription is an order, too, and has hooks of
 * the same names; a draft becomes news when it is placed.
 *
 * @param \WC_Abstract_Order $order As a hook brings it: stale in its fields, not in its type.
 */
function is_told( \WC_Abstract_Order $order ): bool {
	// A draft that is just being placed says so in a later hook, with the new status.
	return 'shop_order' === $order->get_type() && ! in_array( $order->get_status(), DRAFTS, true );
}

/**
 * A refund about to be deleted: no action of the order follows, and its date does not move.
 *
 * @param mixed $verdict Of others; passed on.
 * @param mixed $refund  The refund.
 * @return mixed
 */
function on_refund_deletion( $verdict, $refund ) {
	if ( $refund instanceof \WC_Order_Refund ) {
		touch( 'order', $refund->get_parent_id() );
	}
	return $verdict;
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

/**
 * A user.
 *
 * @param mixed $user_id Their ID.
 */
function on_customer( $user_id ): void {
	touch( 'customer', $user_id );
}

/**
 * A post that goes to the trash, comes back or goes for good.
 *
 * @param mixed $post_id Its ID.
 */
function on_post( $post_id ): void {
	$kinds = array(
		'shop_order'        => 'order',
		'product'           => 'product',
		'product_variation' => 'variation',
	);
	$type  = get_post_type( (int) $post_id );
	if ( false !== $type && isset( $kinds[ $type ] ) ) {
		touch( $kinds[ $type ], $post_id );
	}
	if ( 'shop_order_refund' === $type ) {
		touch( 'order', wp_get_post_parent_id( (int) $post_id ) );
	}
}

/**
 * Notes a touch: at once at the first in a request, and again when that mark has grown old.
 *
 * @param string $kind One of Subject\KINDS.
 * @param mixed  $id   As a hook says it.
 */
function touch( string $kind, $id ): void {
	$id = is_numeric( $id ) ? (int) $id : 0;
	if ( $id <= 0 || is_hushed() || ! in_array( $kind, wanted_kinds(), true ) ) {
		return;
	}
	$subject = subject( $kind, $id );
	$marks   = marks();
	if ( ! isset( $marks[ $subject ] ) || is_old( $marks[ $subject ] ) ) {
		Outbox\mark( array( $subject ) );
		marks( array( $subject => now() ) );
	}
}

/**
 * At the end of the request: what was marked long ago is marked again, so that what came after its
 * last hook counts, too.
 */
function mark_again(): void {
	$old = array();
	foreach ( marks() as $key => $marked_at ) {
		if ( is_old( $marked_at ) && in_array( kind_of( $key ), wanted_kinds(), true ) ) {
			$old[] = $key;
		}
	}
	Outbox\mark( $old );
	marks( array_fill_keys( $old, now() ) );
}

/**
 * Runs something whose writes are our own and no news.
 *
 * @param callable(): void $write What writes.
 */
function hushed( callable $write ): void {
	hush( 1 );
	try {
		$write();
	} finally {
		hush( -1 );
	}
}

/**
 * Whether what happens now is our own writing.
 */
function is_hushed(): bool {
	return hush( 0 ) > 0;
}

/**
 * How deep in our own writing we are.
 *
 * @param int $step 1 goes in, -1 comes out, 0 asks.
 */
function hush( int $step ): int {
	static $depth = 0;
	$depth       += $step;
	return $depth;
}

/**
 * What was marked in this process of which site, by subject, and when.
 *
 * @param array<string, float> $more To remember.
 * @return array<string, float>
 */
function marks( array $more = array() ): array {
	static $marks   = array();
	$site           = get_current_blog_id();
	$marks[ $site ] = array_merge( $marks[ $site ] ?? array(), $more );
	return $marks[ $site ];
}

/**
 * Whether a mark is too old to cover what is written now.
 *
 * @param float $marked_at From now().
 */
function is_old( float $marked_at ): bool {
	return now() - $marked_at >= REMARK_SECONDS;
}

/**
 * Seconds on a clock that nobody sets.
 */
function now(): float {
	return hrtime( true ) / 1e9;
}
