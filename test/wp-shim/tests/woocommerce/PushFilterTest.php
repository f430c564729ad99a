<?php
/**
 * Which records a push means.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Ledger;
use Tillbridge\Push_Filter;

require_once __DIR__ . '/PushCase.php';
require_once __DIR__ . '/Shop.php';

/**
 * Filters match what they say, wherever orders are stored.
 */
final class PushFilterTest extends PushCase {

	use Shop;

	public function test_a_day_is_a_day_of_the_shops_zone_from_its_first_to_its_last_moment(): void {
		$this->order_of( '1999-03-01T04:59:59' );
		$first = $this->order_of( '1999-03-01T05:00:00' );
		$last  = $this->order_of( '1999-03-02T04:59:59' );
		$this->order_of( '1999-03-02T05:00:00' );
		self::assertSame(
			array( "order:$last", "order:$first" ),
			self::matching( self::filter( array( 'after' => '1999-03-01', 'before' => '1999-03-01' ) ) )
		);
	}

	public function test_a_status_is_taken_with_and_without_its_prefix(): void {
		$held = $this->order_of( '1999-03-01T12:00:00', 'on-hold' );
		$paid = $this->order_of( '1999-03-01T12:00:00', 'processing' );
		$this->order_of( '1999-03-01T12:00:00', 'completed' );
		self::assertSame( array( "order:$paid", "order:$held" ), self::matching( self::filter( array( 'statuses' => array( 'on-hold', 'wc-processing' ) ) ) ) );
	}

	public function test_drafts_and_the_trash_never_match_not_even_by_their_id(): void {
		$draft   = $this->order_of( '1999-03-01T12:00:00', 'checkout-draft' );
		$trashed = $this->order_of( '1999-03-01T12:00:00' );
		wc_get_order( $trashed )->delete( false );
		self::assertSame( array(), self::matching( self::filter() ) );
		self::assertSame( array(), self::matching( self::filter( array( 'ids' => array( $draft, $trashed ) ) ) ) );
		foreach ( array( 'trash', 'checkout-draft', 'auto-draft' ) as $status ) {
			self::assertWPError( Push_Filter\read( 'orders', array( 'statuses' => array( $status ) ) ) );
		}
	}

	public function test_refunds_are_not_listed_as_orders(): void {
		$order_id = $this->order_of( '1999-03-01T12:00:00' );
		wc_create_refund( array( 'order_id' => $order_id, 'amount' => 0, 'date_created' => '1999-03-02T12:00:00Z' ) );
		self::assertSame( array( "order:$order_id" ), self::matching( self::filter() ) );
	}

	public function test_not_sent_yet_is_what_tillbridge_has_not_taken(): void {
		$verdicts = array();
		foreach ( array( 'queued', 'unchanged', 'ignored' ) as $verdict ) {
			$verdicts[ $verdict ] = $this->order_of( '1999-03-01T12:00:00' );
		}
		$never = $this->order_of( '1999-03-01T12:00:00' );
		foreach ( $verdicts as $verdict => $id ) {
			Ledger\record(
				array(
					array(
						'subject'    => "order:$id",
						'generation' => '1',
						'modified'   => '',
						'content'    => '',
						'verdict'    => $verdict,
					),
				)
			);
		}
		self::assertSame( array( "order:$never", "order:{$verdicts['ignored']}" ), self::matching( self::filter( array( 'is_unsent' => true ) ) ) );
	}

	public function test_staff_are_no_customers(): void {
		$customer = $this->customer()->get_id();
		$ids      = array( $customer );
		foreach ( array( 'shop_manager', 'administrator', 'author' ) as $role ) {
			$ids[] = wp_insert_user( array( 'user_login' => uniqid( $role ), 'user_pass' => 'a password', 'role' => $role ) );
		}
		$trusted = wp_insert_user( array( 'user_login' => uniqid( 'trusted' ), 'user_pass' => 'a password', 'role' => 'customer' ) );
		( new \WP_User( $trusted ) )->add_cap( 'manage_woocommerce' );
		$ids[] = $trusted;
		self::assertSame( array( "customer:$customer" ), self::matching( Push_Filter\read( 'customers', array( 'ids' => $ids ) ) ) );
	}

	public function test_a_product_is_sent_with_its_variations_where_those_are_wanted(): void {
		list( $product, $variations ) = $this->variable_product();
		$filter                       = Push_Filter\read( 'products', array( 'ids' => array( $product->get_id() ) ) );
		self::want( array( 'product' ) );
		self::assertSame( array( 'product:' . $product->get_id() ), self::matching( $filter ) );
		self::want( array( 'product', 'variation' ) );
		$subjects = array( 'product:' . $product->get_id() );
		foreach ( $variations as $variation ) {
			$subjects[] = 'variation:' . $variation->get_id();
		}
		self::assertEqualsCanonicalizing( $subjects, self::matching( $filter ) );
		$product->set_status( 'draft' );
		$product->save();
		self::assertSame( array(), self::matching( $filter ) );
	}

	/**
	 * @dataProvider impossible
	 */
	public function test_what_cannot_be_is_refused_with_a_sentence( string $kind, array $chosen ): void {
		$refused = Push_Filter\read( $kind, $chosen );
		self::assertWPError( $refused );
		self::assertNotSame( '', $refused->get_error_message() );
	}

	public function impossible(): array {
		return array(
			'a kind that is none'       => array( 'coupons', array() ),
			'a thirteenth month'        => array( 'orders', array( 'after' => '1999-13-01' ) ),
			'a day that is none'        => array( 'orders', array( 'before' => '1999-02-30' ) ),
			'words for a date'          => array( 'orders', array( 'after' => 'yesterday' ) ),
			'an end before its start'   => array( 'orders', array( 'after' => '1999-02-02', 'before' => '1999-02-01' ) ),
			'a status nobody knows'     => array( 'orders', array( 'statuses' => array( 'posted' ) ) ),
			'a status of a customer'    => array( 'customers', array( 'statuses' => array( 'completed' ) ) ),
			'an ID that is none'        => array( 'orders', array( 'ids' => array( '12a' ) ) ),
			'more IDs than a list has'  => array( 'orders', array( 'ids' => range( 1, Push_Filter\IDS_MAX + 1 ) ) ),
		);
	}

	/**
	 * @param mixed $value Of a function that may refuse.
	 */
	private static function assertWPError( $value ): void {
		self::assertInstanceOf( \WP_Error::class, $value );
	}
}
