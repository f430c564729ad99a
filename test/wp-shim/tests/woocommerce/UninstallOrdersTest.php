<?php
/**
 * Uninstalling from a shop.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Outcomes;
use Tillbridge\Schedule;
use Tillbridge\Tests\Uninstallation;
use Tillbridge\Tests\WooCommerceCase;

require_once dirname( __DIR__, 2 ) . '/cases/Uninstallation.php';

/**
 * Leaves nothing on orders or among the scheduled actions.
 */
final class UninstallOrdersTest extends WooCommerceCase {

	use Uninstallation;

	public function test_uninstalling_leaves_no_meta_note_or_action(): void {
		global $wpdb;
		$this->connect();
		Schedule\ensure();
		$order = wc_create_order();
		self::assertInstanceOf( \WC_Order::class, $order );
		$order->add_order_note( 'A note of the shop.' );
		Outcomes\apply(
			array(
				array(
					'id'        => 'o-1',
					'subject'   => 'order:' . $order->get_id(),
					'state'     => 'posted',
					'atMs'      => 1790000000000,
					'documents' => array(),
					'problem'   => null,
					'url'       => '',
				),
			)
		);
		self::assertNotSame( array(), as_get_scheduled_actions( array( 'group' => Schedule\GROUP ), 'ids' ) );

		self::uninstall();

		$after = wc_get_order( $order->get_id() );
		self::assertInstanceOf( \WC_Order::class, $after );
		self::assertFalse( $after->meta_exists( Outcomes\OUTCOME_META ) );
		self::assertSame( array(), as_get_scheduled_actions( array( 'group' => Schedule\GROUP ), 'ids' ) );
		$notes = $wpdb->get_col( $wpdb->prepare( "SELECT comment_content FROM $wpdb->comments WHERE comment_post_ID = %d", $order->get_id() ) );
		self::assertSame( array( 'A note of the shop.' ), $notes );
	}
}
