<?php
/**
 * What says that a customer with an account may have changed. Who is staff is told apart when the
 * record is read, and before it is gone.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Customer_Changes;

use function Tillbridge\Changes\touch;

defined( 'ABSPATH' ) || exit;

/** Each brings the user's ID first. */
const HOOKS = array(
	'woocommerce_new_customer',
	'woocommerce_created_customer',
	'woocommerce_update_customer',
	'woocommerce_customer_save_address',
	// A user made on the screens of WordPress, by its REST API or by an import.
	'user_register',
	'profile_update',
);

/** Each before the record is gone: of this site, of one site of a network, of the whole network. */
const DELETION_HOOKS = array( 'delete_user', 'remove_user_from_blog', 'wpmu_delete_user' );

/**
 * Listens.
 */
function bootstrap(): void {
	foreach ( HOOKS as $hook ) {
		add_action( $hook, __NAMESPACE__ . '\on_customer' );
	}
	foreach ( DELETION_HOOKS as $hook ) {
		add_action( $hook, __NAMESPACE__ . '\on_deletion' );
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
 * A user about to go. Afterwards nobody could say whether they were staff, of whom nothing was told.
 *
 * @param mixed $user_id Their ID.
 */
function on_deletion( $user_id ): void {
	$user = get_userdata( is_numeric( $user_id ) ? (int) $user_id : 0 );
	if ( $user instanceof \WP_User && ! is_staff( $user ) ) {
		touch( 'customer', $user->ID );
	}
}

/**
 * Whether a user works in the shop. Staff are nobody in the books until an order says so.
 *
 * @param \WP_User $user A user.
 */
function is_staff( \WP_User $user ): bool {
	return $user->has_cap( 'edit_posts' ) || $user->has_cap( 'manage_woocommerce' );
}
