<?php
/**
 * "Send to QuickBooks" among the bulk actions of the lists of orders, products and users.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Bulk_Push;

use Tillbridge\Push;
use Tillbridge\Push_Filter;
use Tillbridge\Push_Page;
use Tillbridge\Push_Progress;

defined( 'ABSPATH' ) || exit;

const ACTION = 'tillbridge_send';

/** The screens and what they list: orders in tables of their own, and among the posts. */
const SCREENS = array(
	'woocommerce_page_wc-orders' => 'orders',
	'edit-shop_order'            => 'orders',
	'edit-product'               => 'products',
	'users'                      => 'customers',
);

/**
 * Registers the action on each of the lists, and what is said afterwards.
 */
function bootstrap(): void {
	foreach ( SCREENS as $screen => $kind ) {
		add_filter(
			"bulk_actions-$screen",
			static function ( $actions ) use ( $kind ) {
				return is_array( $actions ) ? offered( $actions, $kind ) : $actions;
			}
		);
		add_filter(
			"handle_bulk_actions-$screen",
			static function ( $address, $action, $ids ) use ( $kind ) {
				return ACTION === $action ? sent( $kind, (array) $ids, (string) $address ) : $address;
			},
			10,
			3
		);
	}
	add_action( 'admin_notices', __NAMESPACE__ . '\show_said' );
}

/**
 * The bulk actions with ours, where the kind is let in and the person may.
 *
 * @param array<mixed> $actions By name.
 * @param string       $kind    One of Push_Filter\KINDS.
 * @return array<mixed>
 */
function offered( array $actions, string $kind ): array {
	if ( current_user_can( Push_Page\CAPABILITY ) && null === Push\refusal( $kind ) && ! is_trash_shown() ) {
		$actions[ ACTION ] = __( 'Send to QuickBooks', 'tillbridge' );
	}
	return $actions;
}

/**
 * Whether the list shows the trash, which never goes.
 */
function is_trash_shown(): bool {
	// phpcs:disable WordPress.Security.NonceVerification -- it only reads.
	foreach ( array( 'status', 'post_status' ) as $name ) {
		if ( isset( $_GET[ $name ] ) && 'trash' === $_GET[ $name ] ) {
			return true;
		}
	}
	// phpcs:enable
	return false;
}

/**
 * Sends what was ticked. The list has checked its own nonce by now.
 *
 * @param string       $kind    One of Push_Filter\KINDS.
 * @param array<mixed> $ids     As the list was told.
 * @param string       $address Where the list goes next.
 */
function sent( string $kind, array $ids, string $address ): string {
	if ( ! current_user_can( Push_Page\CAPABILITY ) ) {
		Push_Page\say( 'error', __( 'Only who may manage WooCommerce can send records to QuickBooks.', 'tillbridge' ) );
		return $address;
	}
	$filter = Push_Filter\read( $kind, array( 'ids' => $ids ) );
	$marked = is_wp_error( $filter ) ? $filter : Push\send_chosen( $filter, get_current_user_id() );
	if ( is_wp_error( $marked ) ) {
		Push_Page\say( 'error', $marked->get_error_message() );
		return $address;
	}
	Push_Page\say( 'success', said( $kind, $marked, count( $ids ) ) );
	return $address;
}

/**
 * How many go, what comes next, and what was left out.
 *
 * @param string $kind   One of Push_Filter\KINDS.
 * @param int    $marked How many go; a product's variations go with it.
 * @param int    $ticked How many were ticked.
 */
function said( string $kind, int $marked, int $ticked ): string {
	/* translators: %s: such as "12 orders" */
	$text = sprintf( __( 'On the way to QuickBooks: %s. WooCommerce › Send to QuickBooks shows how far it is.', 'tillbridge' ), Push_Progress\amount( $kind, $marked ) );
	if ( $marked < $ticked ) {
		$left = 'customers' === $kind
			/* translators: %s: a number */
			? _n( '%s was left out: staff are no customers.', '%s were left out: staff are no customers.', $ticked - $marked, 'tillbridge' )
			/* translators: %s: a number */
			: _n( '%s was left out: drafts and what is in the trash never go.', '%s were left out: drafts and what is in the trash never go.', $ticked - $marked, 'tillbridge' );
		$text .= ' ' . sprintf( $left, number_format_i18n( $ticked - $marked ) );
	}
	return $text;
}

/**
 * The sentence, on the list that was acted on; the push page shows its own.
 */
function show_said(): void {
	$screen = get_current_screen();
	if ( null !== $screen && isset( SCREENS[ $screen->id ] ) ) {
		Push_Page\show_said( true );
	}
}
