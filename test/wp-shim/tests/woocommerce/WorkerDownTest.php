<?php
/**
 * The Worker is not there for a day, and a thousand orders come in.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Changes;
use Tillbridge\Delivery;
use Tillbridge\Delivery_State;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\WooCommerceCase;

require_once __DIR__ . '/Shop.php';

/**
 * Nothing is lost, nothing comes twice, and no page waits for it.
 */
final class WorkerDownTest extends WooCommerceCase {

	use Shop;

	const ORDERS = 1000;

	/** The drain runs each hour; a knock in vain reads a hundred orders, and six of them show the rule. */
	const KNOCKS = 6;

	/**
	 * A connected shop.
	 */
	protected function setUp(): void {
		parent::setUp();
		$this->connect();
	}

	public function test_a_thousand_orders_of_a_day_without_the_worker_arrive_once_in_bounded_batches(): void {
		$expected = array();
		for ( $knock = 0; $knock < self::KNOCKS; $knock++ ) {
			while ( count( $expected ) < intdiv( self::ORDERS * ( $knock + 1 ), self::KNOCKS ) ) {
				$expected[] = "order:{$this->small_order()}";
			}
			$this->knock_in_vain( $knock );
			$this->look_at_a_page();
		}
		self::assertCount( self::ORDERS, $this->marked() );

		Network::reset();
		Network::will( Network::verdict( 'queued' ) );
		for ( $run = 0; $run < 50 && array() !== $this->marked(); $run++ ) {
			// No person asks: the pause alone has passed.
			Delivery_State\change( array( 'not_before' => time() - 1 ) );
			self::assertSame( 'done', Delivery\drain()['kind'] );
		}
		self::assertSame( array(), $this->marked() );
		$arrived = array();
		foreach ( Network::$calls as $call ) {
			self::assertLessThanOrEqual( 1024 * 1024, strlen( $call['body'] ) );
			self::assertLessThanOrEqual( 100, count( $call['json']['changes'] ) );
			$arrived = array_merge( $arrived, array_column( $call['json']['changes'], 'subject' ) );
		}
		// In the order in which they came, each once.
		self::assertSame( $expected, $arrived );
		self::assertSame( 0, Delivery_State\state()['failures'] );
		self::assertSame( array( 'queued' => self::ORDERS ), $this->verdicts() );
	}

	public function test_large_orders_go_in_requests_of_a_mebibyte_at_most(): void {
		for ( $order = 0; $order < 5; $order++ ) {
			$large = wc_create_order();
			// WooCommerce's own tables hold 64 kB a field.
			for ( $field = 0; $field < 6; $field++ ) {
				$large->update_meta_data( "gift_message_$field", str_repeat( 'Congratulations! ', 3300 ) );
			}
			$large->save();
		}
		self::settle();
		Network::will( Network::verdict( 'queued' ) );
		Delivery\drain( array( 'is_asked_for' => true ) );
		$sizes = array_map( static fn ( array $call ): int => strlen( $call['body'] ), Network::$calls );
		self::assertLessThanOrEqual( 1024 * 1024, max( $sizes ) );
		// Of some 338 kB each: three and two.
		self::assertSame( array( 3, 2 ), array_map( static fn ( array $call ): int => count( $call['json']['changes'] ), Network::$calls ) );
		self::assertSame( array(), $this->marked() );
	}

	/**
	 * An order as small as they come, of a status that sends no mail.
	 *
	 * @return int Its ID.
	 */
	private function small_order(): int {
		$order = new \WC_Order();
		$order->set_status( 'pending' );
		$order->set_total( '10' );
		$order->set_billing_email( 'ana@shop.example' );
		return $order->save();
	}

	/**
	 * Time has passed; the drain runs and finds nobody.
	 *
	 * @param int $knock Which, from none on.
	 */
	private function knock_in_vain( int $knock ): void {
		self::settle();
		Network::reset();
		Network::will( 0 === $knock % 2 ? new \WP_Error( 'http_request_failed', 'Connection refused' ) : Network::response( 502, 'Bad Gateway' ) );
		Delivery_State\change( array( 'not_before' => time() - 1 ) );
		self::assertSame( 'stopped', Delivery\drain()['kind'] );
		self::assertCount( 1, Network::$calls );
		$pause = Delivery_State\state()['not_before'] - time();
		self::assertGreaterThan( 0, $pause );
		self::assertLessThanOrEqual( HOUR_IN_SECONDS, $pause );
		// Before the pause has passed nobody is called.
		self::assertSame( 'stopped', Delivery\drain()['kind'] );
		self::assertCount( 1, Network::$calls );
	}

	/**
	 * A visitor sees a page meanwhile: what we hook on the way is run.
	 */
	private function look_at_a_page(): void {
		Network::reset();
		wp_load_alloptions();
		// The visitor's process has marked nothing.
		Changes\marks( array_fill_keys( array_keys( Changes\marks() ), INF ) );
		$statements = $this->statements(
			static function (): void {
				\Tillbridge\Installation\ensure();
				$query = new \WP_Query( array( 'post_type' => 'product' ) );
				while ( $query->have_posts() ) {
					$query->the_post();
				}
				wp_reset_postdata();
				Changes\mark_again();
			}
		);
		self::assertNotSame( array(), $statements['all'] );
		self::assertSame( array(), $statements['ours'] );
		self::assertSame( array(), Network::$calls );
	}

	/**
	 * How often each verdict stands in the ledger.
	 *
	 * @return array<string, int>
	 */
	private function verdicts(): array {
		global $wpdb;
		$rows = $wpdb->get_results( 'SELECT verdict, COUNT(*) AS times FROM ' . \Tillbridge\Installation\ledger_table() . ' GROUP BY verdict', ARRAY_A );
		return array_map( 'intval', array_column( $rows, 'times', 'verdict' ) );
	}
}
