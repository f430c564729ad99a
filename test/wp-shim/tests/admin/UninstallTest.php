<?php
/**
 * Uninstalling.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Admin;

use Tillbridge\Outbox;
use Tillbridge\Tests\PluginCase;
use Tillbridge\Tests\Uninstallation;

require_once dirname( __DIR__, 2 ) . '/cases/Uninstallation.php';

/**
 * Leaves nothing.
 */
final class UninstallTest extends PluginCase {

	use Uninstallation;

	public function test_uninstalling_leaves_nothing(): void {
		global $wpdb;
		$this->connect();
		Outbox\mark( array( 'order:1' ) );
		set_transient( 'tillbridge_said_1', array( 'x' ), 100 );
		$user_id = (int) wp_insert_user( array( 'user_login' => 'tillbridge-leaver', 'user_pass' => 'x' ) );
		update_user_meta( $user_id, '_tillbridge_outcome', array( 'x' ) );
		update_user_meta( $user_id, 'tillbridge_welcomed', '1' );
		$post_id = (int) wp_insert_post( array( 'post_title' => 'An order', 'post_type' => 'shop_order', 'post_status' => 'private' ) );
		update_post_meta( $post_id, '_tillbridge_outcome', array( 'x' ) );
		$ours   = (int) wp_insert_comment( array( 'comment_post_ID' => $post_id, 'comment_content' => 'In QuickBooks.', 'comment_type' => 'order_note' ) );
		$theirs = (int) wp_insert_comment( array( 'comment_post_ID' => $post_id, 'comment_content' => 'Leave it.', 'comment_type' => 'order_note' ) );
		add_comment_meta( $ours, '_tillbridge_note', '1', true );

		$dropped = self::uninstall();

		self::assertSame( array( 'tillbridge_ledger', 'tillbridge_nonces', 'tillbridge_outbox' ), $dropped );
		$queries = array(
			"SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE '%tillbridge%'",
			"SELECT COUNT(*) FROM $wpdb->usermeta WHERE meta_key LIKE '%tillbridge%'",
			"SELECT COUNT(*) FROM $wpdb->postmeta WHERE meta_key LIKE '%tillbridge%'",
			"SELECT COUNT(*) FROM $wpdb->commentmeta WHERE meta_key LIKE '%tillbridge%'",
			"SELECT COUNT(*) FROM $wpdb->comments WHERE comment_ID = $ours",
		);
		foreach ( $queries as $query ) {
			self::assertSame( 0, (int) $wpdb->get_var( $query ), $query );
		}
		self::assertSame( 1, (int) $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->comments WHERE comment_ID = $theirs" ) );
	}
}
