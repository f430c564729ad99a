<?php
/**
 * What the tests of the push stand on.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Connection;
use Tillbridge\Push;
use Tillbridge\Push_Filter;
use Tillbridge\Push_Runs;
use Tillbridge\Tests\WooCommerceCase;
use function Tillbridge\Installation\outbox_table;

/**
 * A connected shop whose orders of 1999 are the test's own: a site that was used has others.
 */
abstract class PushCase extends WooCommerceCase {

	/**
	 * A shop in New York, where the day begins five hours after UTC's.
	 */
	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		update_option( 'timezone_string', 'America/New_York' );
		delete_option( Push_Runs\RUNS_OPTION );
	}

	/**
	 * An order of 1999.
	 *
	 * @param string $created In UTC.
	 * @param string $status  Its status.
	 */
	protected function order_of( string $created, string $status = 'completed' ): int {
		$order = wc_create_order();
		$order->set_date_created( $created . 'Z' );
		$order->set_status( $status );
		$order->save();
		return $order->get_id();
	}

	/**
	 * Many orders of 1999, as a migration writes them.
	 *
	 * @param int $count How many.
	 */
	protected function many_orders( int $count ): void {
		global $wpdb;
		$created = '1999-07-01 12:00:00';
		$first   = (int) $wpdb->get_var( "SELECT MAX(ID) FROM {$wpdb->posts}" ) + 1;
		$posts   = array();
		$orders  = array();
		for ( $id = $first; $id < $first + $count; $id++ ) {
			$type     = self::is_hpos() ? 'shop_order_placehold' : 'shop_order';
			$posts[]  = "($id, '$type', 'wc-completed', '$created', '$created', '', '', '', '', '', '')";
			$orders[] = "($id, 'shop_order', 'wc-completed', 'USD', 10, '$created', '$created')";
		}
		foreach ( array_chunk( $posts, 400 ) as $rows ) {
			$wpdb->query( "INSERT INTO {$wpdb->posts} (ID, post_type, post_status, post_date, post_date_gmt, post_content, post_title, post_excerpt, to_ping, pinged, post_content_filtered) VALUES " . implode( ', ', $rows ) );
		}
		if ( self::is_hpos() ) {
			foreach ( array_chunk( $orders, 400 ) as $rows ) {
				$wpdb->query( "INSERT INTO {$wpdb->prefix}wc_orders (id, type, status, currency, total_amount, date_created_gmt, date_updated_gmt) VALUES " . implode( ', ', $rows ) );
			}
		}
	}

	/**
	 * A filter within 1999.
	 *
	 * @param array<string, mixed> $chosen Instead of the whole year.
	 * @param string               $kind   One of Push_Filter\KINDS.
	 * @return array<string, mixed>
	 */
	protected static function filter( array $chosen = array(), string $kind = 'orders' ): array {
		$filter = Push_Filter\read(
			$kind,
			array_merge(
				array(
					'after'  => '1999-01-01',
					'before' => '1999-12-31',
				),
				$chosen
			)
		);
		self::assertIsArray( $filter, is_wp_error( $filter ) ? $filter->get_error_message() : '' );
		return $filter;
	}

	/**
	 * The subjects that match, newest first; the count says the same.
	 *
	 * @param array<string, mixed> $filter From filter().
	 * @return list<string>
	 */
	protected static function matching( array $filter ): array {
		$subjects = array_column( Push_Filter\page( $filter, 0, 1000 ), 'subject' );
		self::assertSame( count( $subjects ), Push_Filter\count_matching( $filter ) );
		return $subjects;
	}

	/**
	 * Begins a push, which must be let in.
	 *
	 * @param array<string, mixed> $filter From filter().
	 */
	protected static function begin( array $filter ): string {
		$id = Push\begin( $filter, 1 );
		self::assertIsString( $id );
		return $id;
	}

	/**
	 * The outbox empty, as it is once all was told.
	 */
	protected static function tell_all(): void {
		global $wpdb;
		$wpdb->query( 'DELETE FROM ' . outbox_table() );
	}

	/**
	 * How many rows a person asked for.
	 */
	protected static function pushed(): int {
		global $wpdb;
		return (int) $wpdb->get_var( 'SELECT COUNT(*) FROM ' . outbox_table() . ' WHERE is_pushed = 1' );
	}

	/**
	 * Does something once in the middle of a step: where it marks.
	 *
	 * @param callable(): void $act What.
	 */
	protected static function while_marking( callable $act ): void {
		$is_done = false;
		add_filter(
			'query',
			static function ( $query ) use ( $act, &$is_done ) {
				if ( ! $is_done && 0 === strpos( $query, 'INSERT INTO `' . outbox_table() . '`' ) ) {
					$is_done = true;
					$act();
				}
				return $query;
			}
		);
	}

	/**
	 * Says what the Worker's settings let in.
	 *
	 * @param list<string> $kinds Of subjects.
	 */
	protected static function want( array $kinds ): void {
		Connection\remember_wanted_kinds( $kinds );
	}
}
