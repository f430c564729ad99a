<?php
/**
 * However often a record changes, one row carries its last state, and no state is sent twice over a
 * newer one.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Delivery;
use Tillbridge\Outbox;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\WooCommerceCase;

require_once __DIR__ . '/Shop.php';

/**
 * Edits before, between and during drains.
 */
final class LastStateTest extends WooCommerceCase {

	use Shop;

	/**
	 * A connected shop.
	 */
	protected function setUp(): void {
		parent::setUp();
		$this->connect();
	}

	public function test_fifty_edits_in_fifty_requests_are_one_row_with_the_last_state(): void {
		$order_id = $this->order()->get_id();
		$this->told();
		$generations = array();
		for ( $edit = 1; $edit <= 50; $edit++ ) {
			$this->next_request();
			$order = wc_get_order( $order_id );
			$order->set_billing_last_name( "Edit $edit" );
			$order->save();
			self::assertSame( array( "order:$order_id" ), $this->marked() );
			$generations[] = (int) self::outbox()[ "order:$order_id" ]['generation'];
		}
		self::assertSame( array_unique( $generations ), $generations );
		Network::will( Network::verdict( 'queued' ) );
		$this->drain();
		self::assertSame( array( 'Edit 50' ), $this->sent_last_names( $order_id ) );
		self::assertSame( array(), $this->marked() );
	}

	public function test_a_row_waits_until_the_request_that_marked_it_has_written_everything(): void {
		$order = $this->order();
		Network::will( Network::verdict( 'queued' ) );
		Delivery\drain( array( 'is_asked_for' => true ) );
		self::assertSame( array( "order:{$order->get_id()}" ), $this->marked() );
		self::assertSame( array( array() ), array_column( array_column( Network::$calls, 'json' ), 'changes' ) );
	}

	public function test_a_change_while_the_answer_is_on_its_way_is_sent_again(): void {
		$order_id = $this->order()->get_id();
		Network::will(
			function ( array $call ) use ( $order_id ): array {
				$this->next_request();
				$order = wc_get_order( $order_id );
				$order->set_billing_last_name( 'Changed meanwhile' );
				$order->save();
				return ( Network::verdict( 'queued' ) )( $call );
			},
			Network::verdict( 'queued' )
		);
		$this->drain();
		self::assertSame( array( 'Lima' ), $this->sent_last_names( $order_id ) );
		self::assertSame( array( "order:$order_id" ), $this->marked() );
		$this->drain();
		self::assertSame( array( 'Lima', 'Changed meanwhile' ), $this->sent_last_names( $order_id ) );
		self::assertSame( array(), $this->marked() );
	}

	public function test_a_change_while_the_answer_is_on_its_way_survives_a_refusal(): void {
		$order_id = $this->order()->get_id();
		Network::will(
			static function ( array $call ) use ( $order_id ): array {
				Outbox\mark( array( "order:$order_id" ) );
				return ( Network::verdict( 'refused' ) )( $call );
			}
		);
		$this->drain();
		self::assertSame( 'waiting', self::outbox()[ "order:$order_id" ]['state'] );
	}

	public function test_a_drain_that_sends_an_order_twice_reads_it_twice(): void {
		$order_id = $this->order()->get_id();
		Network::will(
			function ( array $call ) use ( $order_id ): array {
				// Another process writes: nothing of it is in this one's cache.
				$this->write_last_name( $order_id, 'Of another process' );
				Outbox\mark( array( "order:$order_id" ) );
				self::settle();
				return ( Network::verdict( 'queued' ) )( $call );
			},
			Network::verdict( 'queued' )
		);
		$this->drain();
		self::assertSame( array( 'Lima', 'Of another process' ), $this->sent_last_names( $order_id ) );
		self::assertSame( array(), $this->marked() );
	}

	public function test_the_refunds_that_another_process_made_are_sent(): void {
		$order    = $this->order();
		$order_id = $order->get_id();
		Network::will(
			function ( array $call ) use ( $order_id ): array {
				$this->next_request();
				wc_create_refund(
					array(
						'order_id' => $order_id,
						'amount'   => '4.00',
					)
				);
				self::settle();
				return ( Network::verdict( 'queued' ) )( $call );
			},
			Network::verdict( 'queued' )
		);
		$this->drain();
		$sent = array_merge( ...array_column( array_column( Network::$calls, 'json' ), 'changes' ) );
		self::assertSame( array( array(), array( '4.00' ) ), array_map( static fn ( array $change ): array => array_column( $change['refunds'], 'amount' ), $sent ) );
	}

	public function test_a_mark_that_the_database_does_not_take_is_tried_again(): void {
		global $wpdb;
		$order_id = $this->order()->get_id();
		$this->told();
		$refuse = static function ( string $statement ): string {
			return false !== strpos( $statement, 'tillbridge_outbox' ) ? 'DO deadlock_found_when_trying_to_get_lock' : $statement;
		};
		add_filter( 'query', $refuse );
		$suppressed = $wpdb->suppress_errors();
		wc_get_order( $order_id )->save();
		$wpdb->suppress_errors( $suppressed );
		remove_filter( 'query', $refuse );
		self::assertSame( array(), $this->marked() );
		\Tillbridge\Changes\mark_again();
		self::assertContains( "order:$order_id", $this->marked() );
	}

	/**
	 * Drains what is marked.
	 */
	private function drain(): void {
		self::settle();
		$report = Delivery\drain( array( 'is_asked_for' => true ) );
		self::assertSame( 'done', $report['kind'] );
	}

	/**
	 * The buyer's last name in all that was sent of an order.
	 *
	 * @param int $order_id The order's ID.
	 * @return list<string>
	 */
	private function sent_last_names( int $order_id ): array {
		$names = array();
		foreach ( Network::$calls as $call ) {
			foreach ( $call['json']['changes'] as $change ) {
				if ( "order:$order_id" === $change['subject'] ) {
					$names[] = $change['snapshot']['billing']['last_name'];
				}
			}
		}
		return $names;
	}

	/**
	 * Writes past WooCommerce and its caches.
	 *
	 * @param int    $order_id  The order's ID.
	 * @param string $last_name The buyer's.
	 */
	private function write_last_name( int $order_id, string $last_name ): void {
		global $wpdb;
		if ( self::is_hpos() ) {
			$where = array( 'order_id' => $order_id, 'address_type' => 'billing' );
			self::assertSame( 1, $wpdb->update( "{$wpdb->prefix}wc_order_addresses", array( 'last_name' => $last_name ), $where ) );
		} else {
			$where = array( 'post_id' => $order_id, 'meta_key' => '_billing_last_name' );
			self::assertSame( 1, $wpdb->update( $wpdb->postmeta, array( 'meta_value' => $last_name ), $where ) );
		}
	}
}
