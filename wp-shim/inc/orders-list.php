<?php
/**
 * The column "QuickBooks" in the list of orders, under both storages.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Orders_List;

use Tillbridge\Acts;
use Tillbridge\Outcomes;
use Tillbridge\Standing;

defined( 'ABSPATH' ) || exit;

const COLUMN = 'tillbridge';

/**
 * Listens on both lists; only one of them exists in a shop.
 */
function bootstrap(): void {
	add_filter( 'manage_woocommerce_page_wc-orders_columns', __NAMESPACE__ . '\with_column', 20 );
	add_filter( 'manage_edit-shop_order_columns', __NAMESPACE__ . '\with_column', 20 );
	add_action( 'manage_woocommerce_page_wc-orders_custom_column', __NAMESPACE__ . '\print_cell', 10, 2 );
	add_action( 'manage_shop_order_posts_custom_column', __NAMESPACE__ . '\print_cell', 10, 2 );
	add_action( 'load-woocommerce_page_wc-orders', __NAMESPACE__ . '\watch_orders' );
	add_action( 'load-edit.php', __NAMESPACE__ . '\watch_posts' );
}

/**
 * The columns with ours behind the status.
 *
 * @param mixed $columns Titles by key.
 * @return mixed
 */
function with_column( $columns ) {
	if ( ! is_array( $columns ) || ! current_user_can( Acts\CAPABILITY ) ) {
		return $columns;
	}
	$ours  = array( COLUMN => __( 'QuickBooks', 'tillbridge' ) );
	$place = array_search( 'order_status', array_keys( $columns ), true );
	if ( false === $place ) {
		return array_merge( $columns, $ours );
	}
	return array_merge( array_slice( $columns, 0, $place + 1 ), $ours, array_slice( $columns, $place + 1 ) );
}

/**
 * Learns which orders the page will show, before its first row.
 */
function watch_orders(): void {
	add_filter( 'woocommerce_order_query', __NAMESPACE__ . '\on_orders' );
}

/**
 * The same under posts.
 */
function watch_posts(): void {
	$screen = get_current_screen();
	if ( null !== $screen && 'edit-shop_order' === $screen->id ) {
		add_filter( 'the_posts', __NAMESPACE__ . '\on_posts' );
	}
}

/**
 * The orders of a query; passed on.
 *
 * @param mixed $found Orders, or an object that has them.
 * @return mixed
 */
function on_orders( $found ) {
	$orders = is_object( $found ) && isset( $found->orders ) ? $found->orders : $found;
	$ids    = array();
	foreach ( is_array( $orders ) ? $orders : array() as $order ) {
		if ( $order instanceof \WC_Order ) {
			$ids[] = $order->get_id();
		}
	}
	Standing\prime( $ids );
	return $found;
}

/**
 * The posts of a query; passed on.
 *
 * @param mixed $posts Of WordPress.
 * @return mixed
 */
function on_posts( $posts ) {
	$ids = array();
	foreach ( is_array( $posts ) ? $posts : array() as $post ) {
		if ( $post instanceof \WP_Post && 'shop_order' === $post->post_type ) {
			$ids[] = $post->ID;
		}
	}
	Standing\prime( $ids );
	return $posts;
}

/**
 * Prints our cell.
 *
 * @param mixed $column Key of the column.
 * @param mixed $order  The order, or its ID under posts.
 */
function print_cell( $column, $order ): void {
	if ( COLUMN !== $column ) {
		return;
	}
	$order = $order instanceof \WC_Order ? $order : wc_get_order( is_numeric( $order ) ? (int) $order : 0 );
	if ( ! $order instanceof \WC_Order ) {
		return;
	}
	$standing = Standing\standing( $order );
	if ( 'none' === $standing['state'] ) {
		printf( '<span aria-hidden="true" title="%s">–</span><span class="screen-reader-text">%s</span>', esc_attr( $standing['reason'] ), esc_html( $standing['label'] ) );
		return;
	}
	printf( '<span title="%s">', esc_attr( trim( $standing['label'] . '. ' . $standing['reason'] ) ) );
	Standing\print_badge( $standing );
	if ( '' !== $standing['reason'] ) {
		printf( '<span class="screen-reader-text"> %s</span>', esc_html( $standing['reason'] ) );
	}
	echo '</span>';
	print_link( $order, $standing );
}

/**
 * Prints the documents as the link to the order's page, or words where there are none.
 *
 * @param \WC_Order                                    $order    The order.
 * @param array{documents: list<string>, path: string} $standing From Standing\standing.
 */
function print_link( \WC_Order $order, array $standing ): void {
	if ( '' === $standing['path'] ) {
		return;
	}
	$texts = array() === $standing['documents'] ? array( __( 'Show', 'tillbridge' ) ) : $standing['documents'];
	printf(
		'<a class="tillbridge-standing__more" href="%s">%s<span class="screen-reader-text"> %s</span></a>',
		esc_url( Outcomes\pages_url( $standing['path'] ) ),
		implode( '<br>', array_map( 'esc_html', $texts ) ), // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- each is escaped.
		/* translators: %s: an order's number */
		esc_html( sprintf( __( '(order %s in Tillbridge)', 'tillbridge' ), $order->get_order_number() ) )
	);
}
