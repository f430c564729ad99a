<?php
/**
 * The sweep.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Changes;
use Tillbridge\Delivery;
use Tillbridge\Outbox;
use Tillbridge\Schedule;
use Tillbridge\Sweep;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\WooCommerceCase;
use function Tillbridge\Shop_Records\order_storage;

/**
 * What no hook could see is found, and nothing else is stirred.
 */
final class SweepTest extends WooCommerceCase {

	protected function setUp(): void {
		parent::setUp();
		delete_option( 'tillbridge_sweep' );
		$this->connect();
		update_option( 'tillbridge_wants', array( 'order', 'customer', 'product', 'variation' ), true );
		Network::will( Network::verdict( 'queued', array( 'wants' => array( 'order', 'customer', 'product', 'variation' ) ) ) );
	}

	public function test_what_was_told_is_not_marked_again(): void {
		$this->told( self::order() );
		self::assertSame( 0, Sweep\run()['marked'] );
		self::assertSame( 0, Sweep\run( array( 'is_whole' => true ) )['marked'] );
		self::assertSame( array(), self::outbox() );
	}

	public function test_an_order_that_no_hook_saw_is_marked(): void {
		$order = self::unseen( static fn (): \WC_Order => self::order() );
		self::assertSame( array(), self::outbox() );
		Sweep\run();
		self::assertSame( array( 'order:' . $order->get_id() ), array_keys( self::outbox() ) );
	}

	public function test_an_order_written_with_an_old_date_is_marked(): void {
		global $wpdb;
		Sweep\run();
		$order   = self::unseen( static fn (): \WC_Order => self::order() );
		$storage = order_storage();
		$wpdb->update( $storage['table'], array( $storage['modified'] => '2020-01-01 00:00:00' ), array( $storage['id'] => $order->get_id() ) );
		Sweep\run();
		self::assertArrayHasKey( 'order:' . $order->get_id(), self::outbox() );
	}

	public function test_a_draft_and_a_trashed_order_that_nobody_heard_of_are_left_alone(): void {
		self::unseen(
			static function (): void {
				self::order( 'checkout-draft' );
				self::order()->delete( false );
			}
		);
		Sweep\run( array( 'is_whole' => true ) );
		self::assertSame( array(), self::outbox() );
	}

	public function test_a_refund_deleted_without_a_hook_is_found(): void {
		$order  = self::order();
		$refund = wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => '2.00' ) );
		$this->told( $order );
		self::unseen( static fn () => $refund->delete( true ) );
		self::assertSame( array(), self::outbox() );
		Sweep\run();
		self::assertArrayHasKey( 'order:' . $order->get_id(), self::outbox() );
	}

	public function test_a_line_changed_without_moving_the_orders_date_is_found(): void {
		$order = self::order();
		$this->told( $order );
		$items = $order->get_items( 'fee' );
		wc_update_order_item_meta( reset( $items )->get_id(), 'Engraving', 'For Ana' );
		self::assertSame( array(), self::outbox() );
		Sweep\run();
		self::assertArrayHasKey( 'order:' . $order->get_id(), self::outbox() );
	}

	public function test_an_order_deleted_in_the_database_is_told_as_deleted_once(): void {
		global $wpdb;
		$order = self::order();
		$this->told( $order );
		$storage = order_storage();
		$wpdb->delete( $storage['table'], array( $storage['id'] => $order->get_id() ) );
		$wpdb->delete( $wpdb->posts, array( 'ID' => $order->get_id() ) );
		wp_cache_flush();
		Sweep\run();
		self::settle();
		Delivery\drain();
		$call = end( Network::$calls );
		self::assertSame( 'deleted', $call['json']['changes'][0]['event'] );
		Sweep\run( array( 'is_whole' => true ) );
		self::assertSame( array(), self::outbox() );
	}

	public function test_a_record_with_a_date_to_come_hides_no_other(): void {
		global $wpdb;
		$storage = order_storage();
		$order   = self::order();
		$wpdb->update( $storage['table'], array( $storage['modified'] => '2037-01-01 00:00:00' ), array( $storage['id'] => $order->get_id() ) );
		$this->told( $order );
		$other = self::order();
		$this->told( $other );
		Sweep\run();
		$wpdb->update( $storage['table'], array( $storage['modified'] => gmdate( 'Y-m-d H:i:s', time() + 1 ) ), array( $storage['id'] => $other->get_id() ) );
		wp_cache_flush();
		Sweep\look_at_saved( 'order', microtime( true ) + 5 );
		self::assertSame( array( 'order:' . $other->get_id() ), array_keys( self::outbox() ) );
	}

	public function test_a_price_written_past_woocommerce_is_found(): void {
		$product = new \WC_Product_Simple();
		$product->set_name( 'Cap' );
		$product->set_regular_price( '5' );
		$product->save();
		self::settle();
		Delivery\drain();
		update_post_meta( $product->get_id(), '_regular_price', '7' );
		update_post_meta( $product->get_id(), '_price', '7' );
		self::assertSame( array(), self::outbox() );
		Sweep\run();
		self::assertArrayHasKey( 'product:' . $product->get_id(), self::outbox() );
	}

	public function test_a_customers_address_written_past_woocommerce_is_found(): void {
		$user_id = (int) wp_insert_user(
			array(
				'user_login' => 'ana-' . wp_rand(),
				'user_pass'  => 'secret',
				'role'       => 'customer',
			)
		);
		Outbox\mark( array( "customer:$user_id" ) );
		self::settle();
		Delivery\drain();
		update_user_meta( $user_id, 'billing_city', 'Porto' );
		self::assertSame( array(), self::outbox() );
		Sweep\run();
		self::assertArrayHasKey( "customer:$user_id", self::outbox() );
	}

	public function test_our_own_note_and_meta_are_no_news(): void {
		$order = self::order();
		self::settle();
		Network::will(
			Network::verdict(
				'queued',
				array(
					'outcomes' => array(
						array(
							'id'         => 'o-1',
							'subject'    => 'order:' . $order->get_id(),
							'generation' => 1,
							'state'      => 'posted',
							'atMs'       => 1790000000000,
							'documents'  => array( array( 'kind' => 'SalesReceipt', 'refNumber' => '7', 'txnID' => 'A', 'totalCents' => 500 ) ),
							'problem'    => null,
							'url'        => 'https://bridge.example/orders/7',
						),
					),
				)
			)
		);
		Delivery\drain();
		self::assertNotSame( '', wc_get_order( $order->get_id() )->get_meta( '_tillbridge_outcome' ) );
		Sweep\run( array( 'is_whole' => true ) );
		self::assertSame( array(), self::outbox() );
	}

	public function test_nothing_from_before_the_connection_moves(): void {
		$stored                 = get_option( 'tillbridge_connection' );
		$stored['connected_at'] = time() + HOUR_IN_SECONDS;
		update_option( 'tillbridge_connection', $stored, false );
		self::unseen( static fn (): \WC_Order => self::order() );
		Sweep\run( array( 'is_whole' => true ) );
		self::assertSame( array(), self::outbox() );
	}

	public function test_a_copied_site_is_not_swept(): void {
		self::unseen( static fn (): \WC_Order => self::order() );
		add_filter( 'option_home', static fn (): string => 'https://staging.example' );
		self::assertSame( 0, Sweep\run( array( 'is_whole' => true ) )['looked'] );
	}

	public function test_a_database_that_takes_no_mark_does_not_move_the_look(): void {
		$order = self::unseen( static fn (): \WC_Order => self::order() );
		$break = static fn ( string $query ): string => 0 === strpos( $query, 'INSERT INTO ' ) && false !== strpos( $query, 'tillbridge_outbox' ) ? '' : $query;
		add_filter( 'query', $break );
		Sweep\run();
		remove_filter( 'query', $break );
		self::assertSame( array(), Sweep\state()['saved_since'] );
		Sweep\run();
		self::assertArrayHasKey( 'order:' . $order->get_id(), self::outbox() );
	}

	public function test_runs_of_the_days_before_are_forgotten(): void {
		global $wpdb;
		$run_ids = array();
		foreach ( array( '-2 days', '-1 hour' ) as $when ) {
			$run_id = as_schedule_single_action( time(), 'tillbridge_drain', array( $when ), 'tillbridge' );
			$moment = gmdate( 'Y-m-d H:i:s', (int) strtotime( $when ) );
			$wpdb->update(
				"{$wpdb->prefix}actionscheduler_actions",
				array(
					'status'               => 'complete',
					'scheduled_date_gmt'   => $moment,
					'last_attempt_gmt'     => $moment,
				),
				array( 'action_id' => $run_id )
			);
			$run_ids[] = $run_id;
		}
		Schedule\forget_old_runs();
		$left = $wpdb->get_col( "SELECT action_id FROM {$wpdb->prefix}actionscheduler_actions WHERE action_id IN ( " . implode( ', ', $run_ids ) . ' )' );
		self::assertSame( array( (string) $run_ids[1] ), $left );
	}

	public function test_a_round_goes_on_where_the_last_one_stopped(): void {
		$subjects = array();
		for ( $count = 0; $count < 45; $count++ ) {
			$subjects[] = 'order:' . self::order()->get_id();
		}
		self::settle();
		Delivery\drain();
		self::assertFalse( Sweep\run( array( 'seconds' => 0 ) )['is_whole'] );
		self::assertNotSame( '', Sweep\state()['cursor'] );
		self::assertFalse( Sweep\run( array( 'seconds' => 0 ) )['is_whole'] );
		self::assertTrue( Sweep\run( array( 'seconds' => 0 ) )['is_whole'] );
		self::assertSame( '', Sweep\state()['cursor'] );
	}

	/**
	 * A paid order with one fee of 10.00.
	 *
	 * @param string $status Its status.
	 */
	private static function order( string $status = 'processing' ): \WC_Order {
		$order = wc_create_order();
		$fee   = new \WC_Order_Item_Fee();
		$fee->set_name( 'Engraving' );
		$fee->set_total( '10.00' );
		$order->add_item( $fee );
		$order->calculate_totals();
		$order->set_status( $status );
		$order->save();
		return $order;
	}

	/**
	 * Tells an order, as a drain does after its time.
	 *
	 * @param \WC_Order $order The order.
	 */
	private function told( \WC_Order $order ): void {
		self::settle();
		self::assertSame( 'done', Delivery\drain()['kind'] );
		self::assertArrayNotHasKey( 'order:' . $order->get_id(), self::outbox() );
	}

	/**
	 * Runs something that no hook of ours sees.
	 *
	 * @param callable $write What happens.
	 * @return mixed What it returns.
	 */
	private static function unseen( callable $write ) {
		$result = null;
		Changes\hushed(
			static function () use ( $write, &$result ): void {
				$result = $write();
			}
		);
		return $result;
	}
}
