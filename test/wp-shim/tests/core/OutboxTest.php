<?php
/**
 * The outbox.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Core;

use Tillbridge\Outbox;
use Tillbridge\Tests\PluginCase;

/**
 * One row a subject, and nothing lost.
 */
final class OutboxTest extends PluginCase {

	public function test_fifty_marks_are_one_row_with_the_last_generation(): void {
		$generations = array();
		for ( $mark = 0; $mark < 50; $mark++ ) {
			Outbox\mark( array( 'order:1042' ) );
			$generations[] = (int) self::outbox()['order:1042']['generation'];
		}
		self::assertCount( 1, self::outbox() );
		self::assertSame( array_unique( $generations ), $generations );
		self::assertSame( max( $generations ), (int) self::outbox()['order:1042']['generation'] );
	}
}
