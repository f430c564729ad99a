<?php
/**
 * What the shop's hooks say: that a record may have changed, and nothing more.
 *
 * Hooks fire two to fourteen times an action, and the objects they carry can be stale. A subject is
 * marked at its first touch in a request, so that a fatal error afterwards loses nothing, and again
 * when that mark has grown old, at the latest at the end of the request. A mark is left alone for
 * longer than that, so whoever reads by it finds all that the request wrote.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Changes;

use Tillbridge\Outbox;
use function Tillbridge\Connection\wanted_kinds;
use function Tillbridge\Subject\kind_of;
use function Tillbridge\Subject\subject;

defined( 'ABSPATH' ) || exit;

/** Well below Outbox\SETTLE_SECONDS; the difference is for clocks that differ between web servers. */
const REMARK_SECONDS = 5;

/** WooCommerce saves a variable product after its variations at shutdown 10. */
const SHUTDOWN_PRIORITY = 1000;

/** Statuses of an order that is not placed yet. */
const DRAFTS = array( 'checkout-draft', 'auto-draft' );

/**
 * Listens to what is of no one kind; orders, products and customers have a file each.
 */
function bootstrap(): void {
	add_action( 'shutdown', __NAMESPACE__ . '\mark_again', SHUTDOWN_PRIORITY );
	// Of orders under posts, and of products, the screens of WordPress call these and no others.
	foreach ( array( 'wp_trash_post', 'untrashed_post', 'before_delete_post' ) as $hook ) {
		add_action( $hook, __NAMESPACE__ . '\on_post', 10, 1 );
	}
}

/**
 * A post that goes to the trash, comes back or goes for good.
 *
 * @param mixed $post_id Its ID.
 */
function on_post( $post_id ): void {
	$kinds = array(
		'shop_order'        => 'order',
		'product'           => 'product',
		'product_variation' => 'variation',
	);

	$id = is_numeric( $post_id ) ? (int) $post_id : 0;
	// Asked for none, WordPress gives the one of the page.
	$post = $id > 0 ? get_post( $id ) : null;
	// Drafts that nobody placed are cleared away every day, and nobody was told of them.
	if ( ! $post instanceof \WP_Post || is_draft( $post->post_status ) ) {
		return;
	}
	if ( isset( $kinds[ $post->post_type ] ) ) {
		touch( $kinds[ $post->post_type ], $post->ID );
	}
	if ( 'shop_order_refund' === $post->post_type ) {
		touch( 'order', $post->post_parent );
	}
}

/**
 * Whether a record with this status was not placed or published yet, and never was.
 *
 * @param string $status With or without the prefix that posts have.
 */
function is_draft( string $status ): bool {
	return in_array( 0 === strpos( $status, 'wc-' ) ? substr( $status, 3 ) : $status, DRAFTS, true );
}

/**
 * Notes a touch: at once at the first in a request, and again when that mark has grown old.
 *
 * @param string $kind One of Subject\KINDS.
 * @param mixed  $id   As a hook says it.
 */
function touch( string $kind, $id ): void {
	$id = is_numeric( $id ) ? (int) $id : 0;
	if ( $id <= 0 || is_hushed() || ! in_array( $kind, wanted_kinds(), true ) ) {
		return;
	}
	$subject   = subject( $kind, $id );
	$marked_at = marks()[ $subject ] ?? null;
	if ( null === $marked_at || is_old( $marked_at ) ) {
		note( array( $subject ) );
	}
}

/**
 * Marks, and remembers when. A mark that the database did not take, as in a deadlock, is remembered
 * as one of long ago: the next touch or the end of the request tries again.
 *
 * @param list<string> $subjects Such as `order:1042`, each once.
 */
function note( array $subjects ): void {
	$is_written = Outbox\mark( $subjects );
	marks( array_fill_keys( $subjects, $is_written ? now() : -INF ) );
	// From the first mark on; a request that marks nothing listens to no query.
	add_filter( 'query', __NAMESPACE__ . '\on_query' );
}

/**
 * A transaction that is rolled back takes its marks with it: the next touch or the end of the request
 * marks again.
 *
 * @param mixed $query What is said to the database; passed on.
 * @return mixed
 */
function on_query( $query ) {
	if ( is_string( $query ) && 0 === strncasecmp( ltrim( $query ), 'ROLLBACK', 8 ) ) {
		marks( array_fill_keys( array_keys( marks() ), -INF ) );
	}
	return $query;
}

/**
 * At the end of the request: what was marked long ago is marked again, so that what came after its
 * last hook counts, too.
 */
function mark_again(): void {
	$old = array();
	foreach ( marks() as $key => $marked_at ) {
		if ( is_old( $marked_at ) && in_array( kind_of( $key ), wanted_kinds(), true ) ) {
			$old[] = $key;
		}
	}
	note( $old );
}

/**
 * Runs something whose writes are our own and no news.
 *
 * @param callable(): void $write What writes.
 */
function hushed( callable $write ): void {
	hush( 1 );
	try {
		$write();
	} finally {
		hush( -1 );
	}
}

/**
 * Whether what happens now is our own writing.
 */
function is_hushed(): bool {
	return hush( 0 ) > 0;
}

/**
 * How deep in our own writing we are.
 *
 * @param int $step 1 goes in, -1 comes out, 0 asks.
 */
function hush( int $step ): int {
	static $depth = 0;
	$depth       += $step;
	return $depth;
}

/**
 * What was marked in this process of which site, by subject, and when.
 *
 * @param array<string, float> $more To remember.
 * @return array<string, float>
 */
function marks( array $more = array() ): array {
	static $marks = array();
	$site         = get_current_blog_id();
	// One by one: an import marks a hundred thousand, and to copy them at each would take minutes.
	foreach ( $more as $subject => $marked_at ) {
		$marks[ $site ][ $subject ] = $marked_at;
	}
	return $marks[ $site ] ?? array();
}

/**
 * Whether a mark is too old to cover what is written now.
 *
 * @param float $marked_at From now().
 */
function is_old( float $marked_at ): bool {
	return now() - $marked_at >= REMARK_SECONDS;
}

/**
 * Seconds on a clock that nobody sets.
 */
function now(): float {
	return hrtime( true ) / 1e9;
}
