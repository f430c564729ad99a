<?php
/**
 * What says that an order may have changed. A refund is told with its order.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Order_Changes;

use function Tillbridge\Changes\is_draft;
use function Tillbridge\Changes\touch;

defined( 'ABSPATH' ) || exit;

/** Each brings the order's ID first, and most the order. */
const HOOKS = array(
	'woocommerce_new_order',
	'woocommerce_update_order',
	'woocommerce_order_status_changed',
	'woocommerce_order_refunded',
	'woocommerce_trash_order',
	'woocommerce_untrash_order',
	'woocommerce_before_delete_order',
);

/**
 * Listens.
 */
function bootstrap(): void {
	foreach ( HOOKS as $hook ) {
		add_action( $hook, __NAMESPACE__ . '\on_order', 10, 4 );
	}
	add_action( 'woocommerce_refund_deleted', __NAMESPACE__ . '\on_refund_deleted', 10, 2 );
	add_filter( 'woocommerce_pre_delete_order_refund', __NAMESPACE__ . '\on_refund_deletion', 10, 2 );
}

/**
 * An order, by whichever hook.
 *
 * @param mixed $order_id     The order's ID.
 * @param mixed ...$arguments What else the hook said.
 */
function on_order( $order_id, ...$arguments ): void {
	foreach ( $arguments as $argument ) {
		if ( $argument instanceof \WC_Abstract_Order && ! is_told( $argument ) ) {
			return;
		}
	}
	touch( 'order', $order_id );
}

/**
 * Whether an order is of the kind that is told. A subscription is an order, too, and has hooks of
 * the same names; a draft becomes news when it is placed, and a later hook says so.
 *
 * @param \WC_Abstract_Order $order As a hook brings it: stale in its fields, not in its type.
 */
function is_told( \WC_Abstract_Order $order ): bool {
	return 'shop_order' === $order->get_type() && ! is_draft( $order->get_status() );
}

/**
 * A refund is about to be deleted: no action of the order follows, and its date does not move.
 *
 * @param mixed $verdict Of others; passed on.
 * @param mixed $refund  The refund.
 * @return mixed
 */
function on_refund_deletion( $verdict, $refund = null ) {
	if ( $refund instanceof \WC_Order_Refund ) {
		touch( 'order', $refund->get_parent_id() );
	}
	return $verdict;
}

/**
 * A refund was deleted on the order's screen.
 *
 * @param mixed $refund_id The refund's ID.
 * @param mixed $order_id  The order's.
 */
function on_refund_deleted( $refund_id, $order_id = 0 ): void {
	touch( 'order', $order_id );
}
